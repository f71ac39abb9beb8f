using KongAkka.Sandbox.Running;

namespace KongAkka.Sandbox.Chaos;

/// <summary>Breaks the connections to the embedded servers at random: single loads of StarRocks, its FE, Kafka's broker.</summary>
/// <param name="servers">The servers.</param>
/// <param name="seed">Decides what is cut, in which order.</param>
internal sealed class ConnectionCuts(SandboxServers servers, int seed)
{
    private const double LoadShare = 0.15;
    private const int ShortestCalm = 200;
    private const int LongestCalm = 2000;
    private const int ShortestCut = 50;
    private const int LongestCut = 500;

    private int _servers;

    /// <summary>How many cuts there were.</summary>
    public int Count => _servers + servers.StarRocks.Faults.Played;

    /// <summary>Cuts until it is told to stop; then all serve again.</summary>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        var random = new Random(seed);
        servers.StarRocks.Faults.RandomCuts(LoadShare, seed);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(random.Next(ShortestCalm, LongestCalm), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) break;
            _servers++;
            await CutAsync(random.Next(2) == 0, random.Next(ShortestCut, LongestCut));
        }

        servers.StarRocks.Faults.Clear();
    }

    private async Task CutAsync(bool isKafka, int milliseconds)
    {
        if (isKafka) servers.Kafka.TakeDown();
        else await servers.StarRocks.StopFrontendAsync();
        await Task.Delay(milliseconds);
        if (isKafka) servers.Kafka.BringUp();
        else await servers.StarRocks.StartFrontendAsync();
    }
}
