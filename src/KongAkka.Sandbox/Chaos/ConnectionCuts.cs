using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Running;

namespace KongAkka.Sandbox.Chaos;

/// <summary>Breaks the connections to the embedded servers at random: single loads of StarRocks, its FE, Kafka's broker.</summary>
/// <param name="servers">The servers.</param>
/// <param name="seed">Decides what is cut, in which order.</param>
/// <param name="calm">The longest time between two cuts of a server; 2 s by default, a tenth of it is the shortest.</param>
internal sealed class ConnectionCuts(SandboxServers servers, int seed, TimeSpan? calm = null)
{
    private const double LoadShare = 0.15;
    private const int ShortestCut = 50;
    private const int LongestCut = 500;

    private readonly int _longestCalm = (int)(calm ?? TimeSpan.FromSeconds(2)).TotalMilliseconds;
    private int _servers;

    /// <summary>How many cuts there were.</summary>
    public int Count => _servers + servers.StarRocks.Faults.Played;

    /// <summary>Cuts until it is told to stop; then all serve again.</summary>
    /// <param name="traffic">What flows meanwhile.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(TrafficProducer traffic, CancellationToken stop)
    {
        var random = new Random(seed);
        servers.StarRocks.Faults.RandomCuts(LoadShare, seed);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(random.Next(_longestCalm / 10, _longestCalm), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) break;
            _servers++;
            var isKafka = random.Next(2) == 0;
            var length = random.Next(ShortestCut, LongestCut);
            if (isKafka) await CutKafkaAsync(traffic, length);
            else await CutFrontendAsync(length);
        }

        servers.StarRocks.Faults.Clear();
    }

    // librdkafka's mock cluster does not look at a producer's sequence numbers: what is sent again after a cut would be in the topic twice.
    private async Task CutKafkaAsync(TrafficProducer traffic, int milliseconds)
    {
        using var held = await traffic.HoldAsync();
        servers.Kafka.TakeDown();
        await Task.Delay(milliseconds);
        servers.Kafka.BringUp();
    }

    private async Task CutFrontendAsync(int milliseconds)
    {
        await servers.StarRocks.StopFrontendAsync();
        await Task.Delay(milliseconds);
        await servers.StarRocks.StartFrontendAsync();
    }
}
