using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KongAkka.Service.Commands.Jobs;

/// <summary>Asks a running service over its admin address.</summary>
internal sealed class AdminClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;

    /// <summary>Makes a client.</summary>
    /// <param name="address">The admin address.</param>
    /// <param name="token">The secret for changes, or null.</param>
    public AdminClient(Uri address, string? token)
    {
        // A proxy between is no business of an admin address.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address, Timeout = Patience };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Reads.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="AdminException">It could not.</exception>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, cancellation);

    /// <summary>Changes.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">What to send, or null.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="AdminException">It could not, or the service refused.</exception>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation) =>
        Parse(await SendForTextAsync(method, path, body, cancellation)) ?? throw new AdminException(ExitCode.Failure, $"What answers at {_http.BaseAddress} is no KongAkka. Name its admin address with --admin.");

    /// <summary>Reads or changes what is answered as a text.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">What to send, or null.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="AdminException">It could not, or the service refused.</exception>
    public async Task<string> SendForTextAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if (!response.IsSuccessStatusCode) throw Refused(response.StatusCode, text);
            return text;
        }
        catch (HttpRequestException e)
        {
            throw new AdminException(ExitCode.Failure, $"{_http.BaseAddress} does not answer: {e.Message} Start the service, or name its admin address with --admin.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AdminException(ExitCode.Failure, $"{_http.BaseAddress} has not answered within {Patience.TotalSeconds} s. Look into the service's log.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static AdminException Refused(HttpStatusCode status, string text)
    {
        var said = Parse(text)?["errors"] is JsonArray { Count: > 0 } errors ? errors[0]?.ToString() ?? "" : text.Trim();
        return status switch
        {
            HttpStatusCode.Unauthorized => new AdminException(ExitCode.Failure, "The service wants another token. Give it with --token or in KONGAKKA_ADMIN_TOKEN."),
            HttpStatusCode.NotFound or HttpStatusCode.BadRequest => new AdminException(ExitCode.WrongCall, said),
            _ => new AdminException(ExitCode.Failure, said.Length > 0 ? said : $"The service answered {(int)status}."),
        };
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
