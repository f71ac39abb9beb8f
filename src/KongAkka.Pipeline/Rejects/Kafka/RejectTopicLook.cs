using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>Looks whether a topic takes rejected records.</summary>
/// <param name="topic">The topic.</param>
public sealed class RejectTopicLook(RejectTopic topic)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How to reach the topic, for the one who asks Kafka.</summary>
    public KafkaSettings Settings => topic.Reading;

    /// <summary>Looks.</summary>
    /// <param name="kafka">Asks Kafka by <see cref="Settings"/>.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>What was found, a sentence without its full stop.</returns>
    /// <exception cref="UnrecoverableException">The topic is missing, or may not be seen or written.</exception>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public async Task<string> CheckAsync(OffsetResolver kafka, CancellationToken cancellation)
    {
        var found = await kafka.DescribeAsync(cancellation).ConfigureAwait(false);
        if (found.Error.IsError) throw Refused($"Topic {topic} does not take rejected records: {found.Error.Reason} ({found.Error.Code}).", found.Error.Code);
        // Brokers before 2.3, and some that only speak Kafka's protocol, do not tell.
        if (found.Rights is not { Count: > 0 } rights) return $"{topic} has {found.Partitions} partitions; whether this user may write there is not told";
        return rights.Contains(AclOperation.Write)
            ? $"{topic} has {found.Partitions} partitions, and this user may write there"
            : throw Refused($"This user may not write to topic {topic}.", ErrorCode.TopicAuthorizationFailed);
    }

    /// <summary>Looks while a job starts, and says what is wrong; the first reject decides.</summary>
    /// <param name="logger">Where it is said.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task WarnAsync(ILogger logger, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var kafka = new OffsetResolver(Settings, NullLogger.Instance);
        try
        {
            await CheckAsync(kafka, limit.Token).ConfigureAwait(false);
        }
        catch (UnrecoverableException e)
        {
            logger.LogWarning("The topic of rejects: {What} {Remedy}", e.What, e.Remedy);
        }
        catch (KafkaException e)
        {
            logger.LogWarning("The topic of rejects, {Topic}: {What}.", topic, e.Error.Reason.TrimEnd('.'));
        }
        catch (OperationCanceledException)
        {
            if (!cancellation.IsCancellationRequested)
            {
                var trouble = kafka.Trouble ?? $"{topic} did not answer within {Patience.TotalSeconds} s";
                logger.LogWarning("The topic of rejects: {What}. {Remedy}", trouble.TrimEnd('.'), kafka.Remedy ?? "Look at rejects.bootstrap-servers and the login in rejects.properties.");
            }
        }
    }

    private static UnrecoverableException Refused(string what, ErrorCode code) => new(what, code == ErrorCode.UnknownTopicOrPart
        ? "Create the topic, or correct rejects.topic; brokers that are set to make topics make it for the first reject."
        : ProducerErrors.Remedy(code) ?? "Choose another place with rejects.type.");
}
