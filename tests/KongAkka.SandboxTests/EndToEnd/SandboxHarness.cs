using KongAkka.Jobs;
using KongAkka.Sandbox;
using KongAkka.Sandbox.Progress;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Running;
using KongAkka.Sandbox.Traffic;
using KongAkka.SandboxTests.Consuming;
using KongAkka.Service;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.SandboxTests.EndToEnd;

/// <summary>A sandbox inside the test, so that its servers can be made to misbehave while it runs.</summary>
internal sealed class SandboxHarness : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly KongAkkaService _service;
    private readonly StringWriter _output = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<ProofReport> _run;

    private SandboxHarness(DataFolder folder, SandboxServers servers, KongAkkaService service, int rate)
    {
        _folder = folder;
        _service = service;
        Servers = servers;
        var plan = new TrafficPlan(Seed: 1, Run: 42, new DateTimeOffset(2025, 12, 31, 14, 59, 58, TimeSpan.Zero), rate);
        _run = new SandboxRun(servers, plan, _output, new PlainProgress(_output, TimeProvider.System)).RunAsync(service, _stop.Token);
    }

    public SandboxServers Servers { get; }

    public JobStatus Job => _service.Jobs.Jobs[0];

    public static async Task<SandboxHarness> StartAsync(int rate)
    {
        var folder = DataFolder.Open(null);
        var servers = await SandboxServers.StartAsync(new SandboxOptions { StarRocksPort = 0, QueryPort = 0 }, folder);
        var configuration = SandboxJob.Configure(servers, folder, "admin.port=0", "jobs.access-log.batch.max-age=200 ms");
        return new SandboxHarness(folder, servers, await KongAkkaService.StartAsync(configuration, NullLoggerFactory.Instance), rate);
    }

    public Task JobAsync(Func<JobStatus, bool> state) => Eventually.TrueAsync(() => state(Job), ToString);

    public async Task LoadedMoreAsync(long rows)
    {
        var before = Job.Counters.LoadedRows;
        await JobAsync(job => job.Counters.LoadedRows >= before + rows);
    }

    public async Task<ProofReport> EndAsync()
    {
        await _stop.CancelAsync();
        return await _run;
    }

    public override string ToString() => $"{Job}\n{_output}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _service.DisposeAsync();
        await Servers.DisposeAsync();
        _folder.Dispose();
        _stop.Dispose();
    }
}
