using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Pipeline;

/// <summary>A running graph.</summary>
public sealed class RunningPath
{
    private readonly IKafkaControl _control;
    private readonly LoadsInFlight _loads;
    private readonly CancellationTokenSource _abandon;

    internal RunningPath(IKafkaControl control, LoadsInFlight loads, CancellationTokenSource abandon, Task done)
    {
        _control = control;
        _loads = loads;
        _abandon = abandon;
        Completion = CompleteAsync(done);
    }

    /// <summary>
    /// Ends when the graph has ended and no load of it is under way any more: normally when all partitions are read to their ends or after <see cref="StopFetching"/>,
    /// with the error that ended the graph otherwise.
    /// </summary>
    public Task Completion { get; }

    /// <summary>What can be seen of it at this moment.</summary>
    public PathFacts Facts => new(_control.Stopped.IsCompleted ? null : _control.Progress, _loads.Oldest) { SourceTrouble = _control.Trouble };

    /// <summary>The end of each partition that it reads, as the last fetch told it; up to a second old.</summary>
    public IReadOnlyDictionary<int, long> EndOffsets => _control.EndOffsets;

    /// <summary>How many offsets it skipped because Kafka no longer had them.</summary>
    public long OffsetsLost => _control.OffsetsLost;

    /// <summary>How many loads are under way.</summary>
    public int LoadsInFlight => _loads.Count;

    /// <summary>Whether it is paused and reads nothing any more.</summary>
    public bool IsPaused => _control.IsPaused;

    /// <summary>Reads nothing for the time being, or goes on; what was read is loaded.</summary>
    /// <param name="isPaused">Whether to read nothing.</param>
    public void Pause(bool isPaused) => _control.Pause(isPaused);

    /// <summary>Reads no more; what was read is loaded, then the graph ends.</summary>
    public void StopFetching() => _control.StopFetching();

    /// <summary>Ends the graph at once: the loads under way are abandoned and may or may not be in the table.</summary>
    public void Abort()
    {
        _control.StopFetching();
        _abandon.Cancel();
    }

    /// <summary>Commits offsets to the consumer group, for lag monitors only; trouble with it is logged and forgotten.</summary>
    /// <param name="positions">The next offset by partition.</param>
    public void Commit(IReadOnlyCollection<PartitionPosition> positions) => _control.Commit(positions);

    private async Task CompleteAsync(Task done)
    {
        try
        {
            await done.ConfigureAwait(false);
        }
        finally
        {
            await _loads.WhenEndedAsync().ConfigureAwait(false);
            await _control.Stopped.ConfigureAwait(false);
        }
    }
}
