using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>
/// HTTP as StarRocks speaks it: redirects are followed by hand, because .NET drops the credentials on the way, and what went wrong is a value.
/// </summary>
internal sealed class StarRocksHttp : IDisposable
{
    private const int MaxReplyBytes = 4 << 20;

    /// <summary>How often an FE is asked again that redirects to a BE that is put aside: it names BEs in turn.</summary>
    private const int MostAskedAgain = 3;

    private readonly StarRocksSettings _settings;
    private readonly NodeHealth _health;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    private StarRocksHttp(StarRocksSettings settings, NodeHealth health, TimeProvider time, SocketsHttpHandler handler)
    {
        _settings = settings;
        _health = health;
        _time = time;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxReplyBytes };
    }

    /// <summary>For loads: each on a connection of its own, so that an early reply need not leave one in an unknown state.</summary>
    public static StarRocksHttp ForLoads(StarRocksSettings settings, NodeHealth health, TimeProvider time)
    {
        var handler = CreateHandler(settings);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new EarlyReplyStream(context.PlaintextStream));
        return new StarRocksHttp(settings, health, time, handler);
    }

    /// <summary>For questions: connections are kept for the next one.</summary>
    public static StarRocksHttp ForQueries(StarRocksSettings settings, NodeHealth health, TimeProvider time) => new(settings, health, time, CreateHandler(settings));

    /// <summary>Sends a request and follows its redirects.</summary>
    /// <param name="call">The request.</param>
    /// <param name="start">Where to send it first.</param>
    /// <param name="timeout">How long all of it may take.</param>
    /// <param name="cancellation">Abandons it.</param>
    public async Task<HttpOutcome> SendAsync(HttpCall call, Uri start, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        AuthenticationHeaderValue? credentials;
        try
        {
            credentials = call.IsAuthenticated ? ReadCredentials() : null;
        }
        catch (IOException e)
        {
            return new HttpOutcome.NotSent($"sink.starrocks.password-file: {e.Message}");
        }

        var (route, askedAgain) = (new RedirectRoute(_settings, start), 0);
        while (true)
        {
            var outcome = await SendOnceAsync(call, route.Target, credentials, either.Token).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            var isLate = limit.IsCancellationRequested && outcome is HttpOutcome.Broken;
            if (isLate) outcome = new HttpOutcome.Broken($"{route.Target.Authority} did not answer within {timeout.TotalSeconds:0} s.");
            if (isLate || outcome is HttpOutcome.NotReached) _health.Missed(route.Target, _time.GetUtcNow());
            else if (outcome is HttpOutcome.Replied) _health.Reached(route.Target);
            if (!call.FollowsRedirects || outcome is not HttpOutcome.Replied { Status: 307 or 308 } redirect) return outcome;
            if (route.Follow(redirect.Location) is { } astray) return astray;
            if (_health.Due(route.Target) > _time.GetUtcNow() && askedAgain++ < MostAskedAgain) route = new RedirectRoute(_settings, start);
        }
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler CreateHandler(StarRocksSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = settings.ConnectTimeout,
        Expect100ContinueTimeout = settings.ContinueTimeout,
        SslOptions = { CertificateChainPolicy = settings.CaCertificate is { } file ? PrivateAuthority.PolicyOf(file) : null },
    };

    private async Task<HttpOutcome> SendOnceAsync(HttpCall call, Uri target, AuthenticationHeaderValue? credentials, CancellationToken cancellation)
    {
        using var request = CreateRequest(call, target, credentials);
        try
        {
            using var response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
            // StarRocks speaks UTF-8; a proxy may claim a charset that is not known here.
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            return new HttpOutcome.Replied((int)response.StatusCode, body, target, response.Headers.Location);
        }
        catch (HttpRequestException e) when (IsBeforeSending(e.HttpRequestError))
        {
            return new HttpOutcome.NotReached($"{target.Authority} cannot be reached: {Innermost(e)}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new HttpOutcome.Broken($"{target.Authority} gave no whole reply: {Innermost(e)}");
        }
        catch (OperationCanceledException e)
        {
            var isConnecting = !cancellation.IsCancellationRequested && e.InnerException is TimeoutException;
            return isConnecting
                ? new HttpOutcome.NotReached($"{target.Authority} cannot be reached within {_settings.ConnectTimeout.TotalSeconds:0} s.")
                : new HttpOutcome.Broken($"{target.Authority} gave no reply: the request was abandoned.");
        }
        finally
        {
            if (request.Content is LoadContent load) await load.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    private AuthenticationHeaderValue ReadCredentials()
    {
        var password = _settings.PasswordFile is { } file ? SecretFile.Read(file) : _settings.Password;
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_settings.Username}:{password}")));
    }

    private static HttpRequestMessage CreateRequest(HttpCall call, Uri target, AuthenticationHeaderValue? credentials)
    {
        var request = new HttpRequestMessage(call.Method, target) { Version = HttpVersion.Version11, Content = call.Content?.Invoke() };
        request.Headers.Authorization = credentials;
        if (call.IsContinueExpected) request.Headers.ExpectContinue = true;
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static bool IsBeforeSending(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e.Message.EndsWith('.') ? e.Message : e.Message + ".";
    }
}
