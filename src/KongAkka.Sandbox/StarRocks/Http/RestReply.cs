using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>
/// The FE's answers. It speaks two dialects: <c>RestBaseResult</c> with lower-case keys, and the load action's with <c>Status</c> and <c>Message</c>.
/// It calls both text/html.
/// </summary>
internal static class RestReply
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Pretty = new(Plain) { WriteIndented = true };

    /// <summary>A success of the FE.</summary>
    public static Task OkAsync(HttpContext context) =>
        WriteAsync(context, HttpStatusCode.OK, Json(new Dictionary<string, string?> { ["status"] = "OK", ["code"] = "0", ["msg"] = "Success", ["message"] = "OK" }));

    /// <summary>A label's state.</summary>
    public static Task StateAsync(HttpContext context, string state, string reason) => WriteAsync(context, HttpStatusCode.OK, Json(
        new Dictionary<string, string?>
        {
            ["state"] = state,
            ["reason"] = reason,
            ["status"] = "OK",
            ["code"] = "0",
            ["msg"] = "Success",
            ["message"] = "OK",
        }));

    /// <summary>A failure with lower-case keys.</summary>
    public static Task FailedAsync(HttpContext context, string message, HttpStatusCode code = HttpStatusCode.OK) =>
        WriteAsync(context, code, Json(new Dictionary<string, string?> { ["status"] = "FAILED", ["code"] = "1", ["msg"] = message, ["message"] = message }));

    /// <summary>A failure of the load action.</summary>
    public static Task LoadFailedAsync(HttpContext context, string message) => WriteAsync(context, HttpStatusCode.OK,
        JsonSerializer.Serialize(new Dictionary<string, string> { ["Status"] = "FAILED", ["Message"] = message }, Pretty));

    /// <summary>The credentials are wrong.</summary>
    public static Task UnauthorizedAsync(HttpContext context, string user)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"\"";
        return FailedAsync(context, $"Access denied for {user}@127.0.0.1", HttpStatusCode.Unauthorized);
    }

    /// <summary>A temporary redirect.</summary>
    /// <param name="context">The request.</param>
    /// <param name="target">Where to; null leaves out <c>Location</c>.</param>
    public static void Redirect(HttpContext context, Uri? target)
    {
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        if (target is not null) context.Response.Headers.Location = target.AbsoluteUri;
        context.Response.ContentLength = 0;
    }

    /// <summary>Any answer, sent at once.</summary>
    public static async Task WriteAsync(HttpContext context, HttpStatusCode code, string text, string contentType = "text/html")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = (int)code;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    private static string Json(Dictionary<string, string?> values) => JsonSerializer.Serialize(values, Plain);
}
