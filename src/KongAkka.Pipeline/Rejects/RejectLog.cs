using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Rejects;

/// <summary>Writes rejected records to the log, the value in Base64.</summary>
/// <param name="logger">The log.</param>
public sealed class RejectLog(ILogger logger) : RejectWriter
{
    /// <inheritdoc/>
    public override void Write(IReadOnlyList<RejectedRecord> rejected)
    {
        foreach (var r in rejected)
            logger.LogWarning(
                "rejected ({Reason}) {Detail}: {Topic}-{Partition}@{Offset}, timestamp {Timestamp}, value {Value}",
                r.Reason, r.Detail, r.Topic, r.Partition, r.Offset, r.Timestamp, Convert.ToBase64String(r.Value.Span));
    }

    /// <summary>Does nothing: what becomes of the log is not known here.</summary>
    /// <inheritdoc/>
    public override ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}
