using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Running;

namespace KongAkka.Sandbox.Chaos;

/// <summary>How far the job has come, as its consumer group tells: all that can be seen of it from outside. One task asks, any may look.</summary>
/// <param name="servers">The Kafka that holds the topic and the group.</param>
internal sealed class GroupPositions(SandboxServers servers)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly KafkaSettings _settings = new() { BootstrapServers = servers.Kafka.BootstrapServers, Topic = SandboxServers.Topic, GroupId = SandboxJob.Group };
    private volatile IReadOnlyDictionary<int, long> _now = new Dictionary<int, long>();

    /// <summary>By partition, the offset below which all is settled.</summary>
    public IReadOnlyDictionary<int, long> Now => _now;

    /// <summary>How many records were sent and are not settled.</summary>
    /// <param name="traffic">What was sent.</param>
    public long Lag(TrafficProducer traffic)
    {
        long lag = 0;
        for (var partition = 0; partition < traffic.Ends.Length; partition++) lag += Math.Max(0, traffic.Ends[partition] - Now.GetValueOrDefault(partition));
        return lag;
    }

    /// <summary>Asks again and again.</summary>
    /// <param name="stop">Ends it.</param>
    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var commits = await GroupOffsets.ReadAsync(_settings, [.. Enumerable.Range(0, SandboxServers.Partitions)], stop);
                _now = commits.ToDictionary(commit => commit.Key, commit => commit.Value.Next);
                await Task.Delay(Pause, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
