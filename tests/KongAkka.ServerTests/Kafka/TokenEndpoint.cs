using System.Globalization;
using System.Net;
using System.Text;

namespace KongAkka.ServerTests.Kafka;

/// <summary>The token endpoint of an OIDC provider (RFC 6749 §4.4), whose tokens are unsigned: the broker's default validator takes them so.</summary>
internal sealed class TokenEndpoint : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _authorization;
    private readonly string _user;

    /// <summary>Serves one client.</summary>
    /// <param name="client">Its id, which is the user that the broker sees.</param>
    /// <param name="secret">Its secret.</param>
    public TokenEndpoint(string client, string secret)
    {
        _user = client;
        _authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}"));
        Address = $"http://127.0.0.1:{KafkaScript.FreePorts(1)}/token/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true) TryAnswer(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // So it ends.
        }
    }

    private void TryAnswer(HttpListenerContext context)
    {
        try
        {
            Answer(context);
        }
        catch (HttpListenerException)
        {
            // A client that hung up.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var isKnown = context.Request.Headers["Authorization"] == _authorization;
        context.Response.StatusCode = isKnown ? 200 : 401;
        context.Response.ContentType = "application/json";
        context.Response.Close(Encoding.UTF8.GetBytes(isKnown ? $$"""{"access_token":"{{Token()}}","token_type":"Bearer","expires_in":3600}""" : """{"error":"invalid_client"}"""), willBlock: true);
    }

    private string Token()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"sub":"{{_user}}","iat":{{now}},"exp":{{now + 3600}}}""");
        return $"{Base64Url("""{"alg":"none"}""")}.{Base64Url(claims)}.";
    }

    private static string Base64Url(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
