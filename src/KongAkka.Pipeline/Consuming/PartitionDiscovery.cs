using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming;

/// <summary>
/// Watches whether a topic gets more partitions, every <see cref="KafkaSettings.PartitionDiscoveryInterval"/>; between two questions no connection is kept.
/// Bounded jobs need none: their partitions are those of their start.
/// </summary>
/// <param name="settings">The topic and the interval.</param>
/// <param name="logger">Where it is told what happens.</param>
/// <param name="time">The clock; the system's by default.</param>
public sealed class PartitionDiscovery(KafkaSettings settings, ILogger logger, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly OffsetResolver _resolver = new(settings, logger, time);

    /// <summary>
    /// Waits until the topic has partitions that are not known; for ever when the interval is zero. Trouble with the brokers is waited out. The topic may have been
    /// made anew meanwhile: that is for <see cref="OffsetResolver.IdentityAsync"/> to tell.
    /// </summary>
    /// <param name="known">The partitions that are known.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>All partitions of the topic, in order.</returns>
    /// <exception cref="UnrecoverableException">The topic was deleted, or may not be seen any more.</exception>
    public async Task<IReadOnlyList<int>> WaitForNewAsync(IReadOnlyCollection<int> known, CancellationToken cancellation)
    {
        var interval = settings.PartitionDiscoveryInterval > TimeSpan.Zero ? settings.PartitionDiscoveryInterval : Timeout.InfiniteTimeSpan;
        while (true)
        {
            await Task.Delay(interval, _time, cancellation).ConfigureAwait(false);
            if (await AskAsync(cancellation).ConfigureAwait(false) is not { } partitions || partitions.All(known.Contains)) continue;
            logger.LogInformation("Topic {Topic} has {Count} partitions now; {Known} were known.", settings.Topic, partitions.Count, known.Count);
            return partitions;
        }
    }

    private async Task<IReadOnlyList<int>?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            return await _resolver.PartitionsAsync(cancellation).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            logger.LogWarning("Whether topic {Topic} has new partitions is not known, it is asked again: {Reason}", settings.Topic, e.Error.Reason);
            return null;
        }
    }
}
