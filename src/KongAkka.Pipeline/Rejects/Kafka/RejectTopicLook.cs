using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>Looks whether a topic takes rejected records.</summary>
/// <param name="topic">The topic.</param>
public sealed class RejectTopicLook(RejectTopic topic)
{
    // A job starts without the answer: its first reject waits for the brokers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How to reach the topic, for the one who asks Kafka.</summary>
    public KafkaSettings Settings => topic.Reading;

    /// <summary>Looks.</summary>
    /// <param name="kafka">Asks Kafka by <see cref="Settings"/>.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>The number of the topic's partitions.</returns>
    /// <exception cref="UnrecoverableException">The topic is missing, or may not be seen or written.</exception>
    public async Task<int> TakeAsync(OffsetResolver kafka, CancellationToken cancellation)
    {
        var partitions = await kafka.PartitionsAsync(cancellation).ConfigureAwait(false);
        return await kafka.RightsAsync(cancellation).ConfigureAwait(false) is { } rights && !rights.Contains(AclOperation.Write)
            ? throw new UnrecoverableException($"This user may not write to topic {topic}.", ProducerErrors.WriteRemedy)
            : partitions.Count;
    }

    /// <summary>Looks before a job starts; brokers that do not answer are left for the first reject.</summary>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="RejectException">The topic is missing, or may not be seen or written.</exception>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await TakeAsync(new OffsetResolver(Settings, NullLogger.Instance), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The brokers do not answer.
        }
        catch (UnrecoverableException e)
        {
            throw ProducerErrors.Waiting(e.What, e.Remedy, e);
        }
    }
}
