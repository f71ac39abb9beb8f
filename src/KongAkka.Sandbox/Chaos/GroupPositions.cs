using KongAkka.Pipeline.Consuming;

namespace KongAkka.Sandbox.Chaos;

/// <summary>How far the job has come, as its consumer group tells: all that can be seen of it from outside. One task asks, any may look.</summary>
/// <param name="settings">Names the brokers, the topic and the group.</param>
/// <param name="partitions">The partitions of the topic.</param>
internal sealed class GroupPositions(KafkaSettings settings, int partitions)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private volatile IReadOnlyDictionary<int, long> _now = new Dictionary<int, long>();

    /// <summary>By partition, the offset below which all is settled.</summary>
    public IReadOnlyDictionary<int, long> Now => _now;

    /// <summary>Asks again and again.</summary>
    /// <param name="stop">Ends it.</param>
    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var commits = await GroupOffsets.ReadAsync(settings, [.. Enumerable.Range(0, partitions)], stop);
                _now = commits.ToDictionary(commit => commit.Key, commit => commit.Value.Next);
                await Task.Delay(Pause, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
