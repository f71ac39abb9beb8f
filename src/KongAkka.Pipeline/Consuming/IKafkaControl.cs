namespace KongAkka.Pipeline.Consuming;

/// <summary>What can be asked of a running source, from any thread.</summary>
public interface IKafkaControl
{
    /// <summary>Completes when the source's thread has ended and its consumer is closed, or was given up because it hung. Never fails.</summary>
    Task Stopped { get; }

    /// <summary>The end of each partition as the last fetch told it; empty before the first, up to a second old.</summary>
    IReadOnlyDictionary<int, long> EndOffsets { get; }

    /// <summary>How many offsets were skipped because Kafka no longer had them (<see cref="LostOffsets.Continue"/>).</summary>
    long OffsetsLost { get; }

    /// <summary>Why no broker can be reached at present, credentials included; null while one can.</summary>
    string? Trouble { get; }

    /// <summary>What a running source is waiting for.</summary>
    SourceProgress Progress { get; }

    /// <summary>Whether it is paused and what was being read at that moment is handed over.</summary>
    bool IsPaused { get; }

    /// <summary>Reads nothing for the time being, or goes on: what was read goes on, and the source stays connected.</summary>
    /// <param name="isPaused">Whether to read nothing.</param>
    void Pause(bool isPaused);

    /// <summary>Fetches no more: the stream completes after the batches that were filled so far.</summary>
    void StopFetching();

    /// <summary>
    /// Commits offsets to the consumer group, for lag monitors only: it does not wait, and a failure is only logged. Without effect once the source
    /// has ended; <see cref="GroupOffsets.CommitAsync"/> serves then.
    /// </summary>
    /// <param name="positions">The next offset of each partition.</param>
    void Commit(IEnumerable<PartitionPosition> positions);
}
