using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Service.Http;

/// <summary>Writes answers.</summary>
internal static class Answer
{
    private const string Json = "application/json; charset=UTF-8";
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with JSON.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">The answer.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task JsonAsync(HttpContext context, JsonNode body, int status = StatusCodes.Status200OK)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable)) body.WriteTo(json);
        return BytesAsync(context, bytes.WrittenMemory, Json, status);
    }

    /// <summary>Answers with a text.</summary>
    /// <param name="context">The request.</param>
    /// <param name="text">The answer.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task TextAsync(HttpContext context, string text, int status = StatusCodes.Status200OK) =>
        BytesAsync(context, System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=UTF-8", status);

    /// <summary>Answers with a text of another type.</summary>
    /// <param name="context">The request.</param>
    /// <param name="text">The answer.</param>
    /// <param name="type">Its media type.</param>
    public static Task TextAsync(HttpContext context, string text, string type) => BytesAsync(context, System.Text.Encoding.UTF8.GetBytes(text), type, StatusCodes.Status200OK);

    /// <summary>Answers with an error in Flink's shape.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">What is wrong.</param>
    public static Task ErrorAsync(HttpContext context, int status, string message) => JsonAsync(context, new JsonObject { ["errors"] = new JsonArray(message) }, status);

    /// <summary>Answers with a message in the shape of Akka.Management.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">The message.</param>
    public static Task MessageAsync(HttpContext context, int status, string message) => JsonAsync(context, new JsonObject { ["message"] = message }, status);

    private static async Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string type, int status)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
