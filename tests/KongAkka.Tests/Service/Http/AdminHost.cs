using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Jobs.Telemetry;
using KongAkka.Service.Configuration;
using KongAkka.Service.Http;
using KongAkka.Service.Http.Management;
using KongAkka.Service.Http.Metrics;
using KongAkka.Service.Logging;
using KongAkka.Tests.Jobs.Offsets;
using Microsoft.Extensions.Logging;

namespace KongAkka.Tests.Service.Http;

/// <summary>An admin server over jobs that only look as if they ran.</summary>
internal sealed class AdminHost : IAsyncDisposable
{
    private readonly AdminServer _server;
    private readonly ServiceLoggers _loggers;

    private AdminHost(AdminServer server, JobMeter meter, ServiceLoggers loggers, FakeJobs jobs, LineQueue log)
    {
        (_server, Meter, _loggers, Jobs, Log) = (server, meter, loggers, jobs, log);
        Http = new HttpClient { BaseAddress = server.Address };
    }

    /// <summary>A job whose brokers' authority is known by a certificate.</summary>
    private static JobSpec Secured { get; } = SampleJob.Spec with { Source = SampleJob.Spec.Source with { Properties = new Dictionary<string, string> { ["ssl.ca.pem"] = Authority() } } };

    public HttpClient Http { get; }

    public Uri Address => _server.Address;

    public JobMeter Meter { get; }

    public FakeJobs Jobs { get; }

    public LineQueue Log { get; }

    public static async Task<AdminHost> StartAsync(AdminSettings? settings = null, Func<string?>? trouble = null, Func<string?>? fault = null)
    {
        var (jobs, log) = (FakeJobs.OfEveryKind(), new LineQueue());
        var loggers = new ServiceLoggers(log, LogLevel.Information);
        var health = new Health([new("a", () => Task.FromResult(fault?.Invoke()))], [new("b", () => Task.FromResult(trouble?.Invoke()))], TimeSpan.FromSeconds(5));
        var meter = new JobMeter([Secured]);
        meter.Show(jobs);
        var parts = new AdminParts((settings ?? new AdminSettings()) with { Port = 0 }, jobs, health, new MetricsReader(meter.Meter), loggers, new JsonObject { ["log-level"] = "info" }, loggers.CreateLogger("admin"));
        return new AdminHost(await AdminServer.StartAsync(parts), meter, loggers, jobs, log);
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!;

    public async Task<(int Status, string Text)> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(30));
        return certificate.ExportCertificatePem();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        Meter.Dispose();
        _loggers.Dispose();
    }
}
