using System.Text.Json;
using KongAkka.Service.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Http;

/// <summary>Lets through what may pass, and writes every change into the log: when, who, from where, what with which arguments, and what came of it.</summary>
/// <param name="settings">Who may change what.</param>
/// <param name="logger">The log.</param>
internal sealed class ChangeGate(AdminSettings settings, ILogger logger)
{
    private const int ShownArguments = 1000;
    private readonly AccessRule _rule = new(settings);

    /// <summary>Handles a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">What comes behind the gate.</param>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var request = Describe(context);
        if (!request.IsChange)
        {
            await next(context);
            return;
        }

        var who = $"{Caller(context, request)} from {context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}";
        var what = $"{request.Method} {Show($"{context.Request.Path}{context.Request.QueryString}")}";
        if (_rule.Judge(request) is var verdict and not AccessVerdict.Granted)
        {
            logger.LogWarning("change refused ({Verdict}): {What} by {Who}", verdict, what, who);
            await RefuseAsync(context, verdict);
            return;
        }

        var body = await RequestBody.ReadAsync(context);
        // Only when the answer is out is its status known for certain.
        context.Response.OnCompleted(() =>
        {
            logger.LogInformation("change: {What} {Arguments} by {Who}: {Status}", what, Show(body.Text), who, context.Response.StatusCode);
            return Task.CompletedTask;
        });
        await next(context);
    }

    private static Task RefuseAsync(HttpContext context, AccessVerdict verdict) => verdict switch
    {
        AccessVerdict.ReadOnly => Answer.ErrorAsync(context, context.GetEndpoint()?.Metadata.GetMetadata<ReadOnlyStatus>()?.Status ?? StatusCodes.Status405MethodNotAllowed, "Nothing can be changed here: admin.read-only is true."),
        AccessVerdict.Unproven => UnauthorizedAsync(context),
        AccessVerdict.ForeignPage => Answer.ErrorAsync(context, StatusCodes.Status403Forbidden, "Changes from pages of other sites are refused."),
        _ => Answer.ErrorAsync(context, StatusCodes.Status403Forbidden, "Changes are refused: the address is not loopback, and neither admin.token nor admin.tls.client-ca is set."),
    };

    private static Task UnauthorizedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Answer.ErrorAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized");
    }

    private static AccessRequest Describe(HttpContext context)
    {
        var request = context.Request;
        return new AccessRequest(
            request.Method, request.Host.Value ?? "", request.Scheme, Header(request.Headers.Origin), Header(request.Headers.Authorization), context.Connection.ClientCertificate is not null);
    }

    private static string? Header(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 0 ? null : values.ToString();

    private static string Caller(HttpContext context, AccessRequest request) =>
        context.Connection.ClientCertificate is { } certificate ? Show(certificate.Subject) : request.Authorization is null ? "anyone" : "a holder of credentials";

    private static string Show(string text) => JsonEncodedText.Encode(text.Length <= ShownArguments ? text : text[..ShownArguments] + "…", System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
