using System.Globalization;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Progress;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Running;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Chaos;

/// <summary>
/// A run of the sandbox with the service in processes of its own: they are killed and their connections cut at random while traffic flows; a last one settles what was
/// sent and is stopped in good order, then the table is proven. Counters are not compared, since each killed process took its own with it.
/// </summary>
/// <param name="servers">The servers.</param>
/// <param name="folder">Where the journal and rejected records go.</param>
/// <param name="plan">The traffic; its seed decides kills and cuts too.</param>
/// <param name="output">Where the words go.</param>
internal sealed class ChaosRun(SandboxServers servers, DataFolder folder, TrafficPlan plan, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> _troubles = [];
    private readonly ConnectionCuts _cuts = new(servers, plan.Seed);
    private readonly GroupPositions _positions = new(servers);

    private readonly IReadOnlyList<string> _arguments = SandboxJob.WriteArguments(
        servers, folder, SandboxJob.Setting("batch.max-age", "200 ms"), SandboxJob.Setting("source.group-id", SandboxJob.Group), "admin.port=0");

    private ServiceLives? _lives;

    /// <summary>How many lives of the service were ended by SIGKILL.</summary>
    public int Kills => _lives?.Kills ?? 0;

    /// <summary>Runs.</summary>
    /// <param name="stop">Ends traffic, kills and cuts.</param>
    /// <param name="kills">After how many kills they end by themselves.</param>
    /// <returns>What the run proved.</returns>
    public async Task<ProofReport> RunAsync(CancellationToken stop, int kills = int.MaxValue)
    {
        using var traffic = new TrafficProducer(servers.Target, plan, TimeProvider.System);
        using var end = new CancellationTokenSource();
        var watching = Task.WhenAll(_positions.WatchAsync(end.Token), ShowAsync(traffic, end.Token));
        await SufferAsync(traffic, kills, stop);
        if (_troubles.Count == 0) await SettleAsync(traffic);
        await end.CancelAsync();
        await watching;
        await output.WriteLineAsync($"\nSummary: {Kills} kills, {_cuts.Count} cuts, {traffic.Tally.Records} records sent. Reading the table back …");
        var proof = new Proof(new TableReader(servers.StarRocks.LoadUrl, SandboxJob.Database, SandboxJob.Table), plan);
        var report = await proof.RunAsync(traffic.Expected, traffic.Tally, job: null, _troubles);
        foreach (var line in SummaryText.Verdict(report)) await output.WriteLineAsync(line);
        return report;
    }

    private async Task SufferAsync(TrafficProducer traffic, int kills, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _lives = new ServiceLives(_arguments, plan.Seed);
        var sending = traffic.RunAsync(() => _positions.Now, over.Token);
        var cutting = _cuts.RunAsync(traffic, over.Token);
        if (await _lives.RunAsync(kills, over.Token) is { } trouble) _troubles.Add(trouble);
        await over.CancelAsync();
        await cutting;
        await sending;
    }

    private async Task SettleAsync(TrafficProducer traffic)
    {
        using var service = new ChildService(_arguments);
        var since = TimeProvider.System.GetTimestamp();
        while (_positions.Lag(traffic) > 0 && !service.HasExited && TimeProvider.System.GetElapsedTime(since) < Patience) await Task.Delay(TimeSpan.FromMilliseconds(50));
        if (_positions.Lag(traffic) > 0) _troubles.Add($"The last service did not settle all: {_positions.Lag(traffic)} records are left.\n{service.Log}");
        service.Signal(ChildService.Terminate);
        if (await service.ExitAsync(Patience) is var code and not 0) _troubles.Add($"The last service ended with exit code {code}:\n{service.Log}");
    }

    private async Task ShowAsync(TrafficProducer traffic, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var since = TimeProvider.System.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAny(timer.WaitForNextTickAsync(CancellationToken.None).AsTask(), Task.Delay(Timeout.Infinite, stop));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{TimeProvider.System.GetElapsedTime(since):hh\\:mm\\:ss} sent {traffic.Tally.Records} lag {_positions.Lag(traffic)} kills {Kills} cuts {_cuts.Count}{(traffic.IsWaiting ? " WAITING for the job" : "")}"));
        }
    }
}
