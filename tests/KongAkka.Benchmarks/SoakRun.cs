using System.Diagnostics;
using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Running;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Benchmarks;

/// <summary>One life of the service under traffic and cuts, looked at from outside; at its end all that was sent is settled and the table proven.</summary>
internal sealed class SoakRun(SandboxServers servers, DataFolder folder, TrafficPlan plan, Action<SoakSample> sampled)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConnectionCuts _cuts = new(servers, plan.Seed, Calm);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly GroupPositions _positions = new(servers);

    public async Task<ProofReport> RunAsync(CancellationToken stop)
    {
        using var traffic = new TrafficProducer(servers.Target, plan, TimeProvider.System);
        using var service = new ChildService(
            SandboxJob.WriteArguments(servers, folder, SandboxJob.Setting("source.group-id", SandboxJob.Group), "admin.port=0"));
        using var end = new CancellationTokenSource();
        var watching = Task.WhenAll(_positions.WatchAsync(end.Token), SampleAsync(service, traffic, end.Token));
        await Task.WhenAll(traffic.RunAsync(() => _positions.Now, stop), _cuts.RunAsync(traffic, stop));
        List<string> troubles = [];
        if (!await SettlesAsync(service, traffic)) troubles.Add($"{_positions.Lag(traffic)} records were not settled:\n{service.Log}");
        await end.CancelAsync();
        await watching;
        service.Signal(ChildService.Terminate);
        if (await service.ExitAsync(Patience) is var code and not 0) troubles.Add($"The service ended with exit code {code}:\n{service.Log}");
        return await new Proof(new TableReader(servers.StarRocks.LoadUrl, SandboxJob.Database, SandboxJob.Table), plan)
            .RunAsync(traffic.Expected, traffic.Tally, job: null, troubles);
    }

    private async Task<bool> SettlesAsync(ChildService service, TrafficProducer traffic)
    {
        var since = Stopwatch.StartNew();
        // The pause between two looks at the group's offsets.
        while (_positions.Lag(traffic) > 0 && !service.HasExited && since.Elapsed < Patience) await Task.Delay(TimeSpan.FromMilliseconds(50));
        return _positions.Lag(traffic) == 0;
    }

    private async Task SampleAsync(ChildService service, TrafficProducer traffic, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !service.HasExited)
        {
            sampled(Sample(service.Id, traffic));
            // The rhythm of the samples.
            await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private SoakSample Sample(int process, TrafficProducer traffic)
    {
        using var seen = Process.GetProcessById(process);
        return new SoakSample(
            (int)_watch.Elapsed.TotalSeconds,
            traffic.Tally.Records,
            _positions.Lag(traffic),
            _cuts.Count,
            seen.WorkingSet64 >> 20,
            Directory.GetFileSystemEntries($"/proc/{process}/fd").Length,
            seen.Threads.Count,
            Math.Round(seen.TotalProcessorTime.TotalSeconds, 1));
    }
}
