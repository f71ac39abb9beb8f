namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>The control of one materialized source.</summary>
/// <param name="loop">Its thread.</param>
internal sealed class KafkaControl(PollLoop loop) : IKafkaControl
{
    /// <inheritdoc />
    public Task Stopped => loop.Stopped;

    /// <inheritdoc />
    public IReadOnlyDictionary<int, long> EndOffsets => loop.Care.Ends;

    /// <inheritdoc />
    public long OffsetsLost => loop.Care.OffsetsLost;

    /// <inheritdoc />
    public string? Trouble => loop.Care.Trouble;

    /// <inheritdoc />
    public SourceProgress Progress => new(loop.Care.Unread, loop.SinceLastBatch, loop.IsWaitingForDemand);

    /// <inheritdoc />
    public bool IsPaused => loop.IsPaused;

    /// <inheritdoc />
    public void Pause(bool isPaused) => loop.Pause(isPaused);

    /// <summary>How many batches are under way.</summary>
    public int BatchesOut => loop.BatchesOut;

    /// <inheritdoc />
    public void StopFetching() => loop.Stop();

    /// <inheritdoc />
    public void Commit(IEnumerable<PartitionPosition> positions) => loop.Commit(positions);
}
