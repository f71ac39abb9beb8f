using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>The closed table of what each error of Kafka or librdkafka means for the topic of rejects.</summary>
internal static class ProducerErrors
{
    /// <summary>The exception that stands for an error: what is known lets the job wait, all else ends it.</summary>
    /// <param name="error">The error.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="cause">What keeps the producer from the brokers; null when nothing is known to.</param>
    public static Exception ToException(Error error, RejectTopic topic, Error? cause)
    {
        var isCutOff = error.Code is ErrorCode.Local_MsgTimedOut or ErrorCode.Local_TimedOut or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown;
        var behind = isCutOff ? cause : null;
        var what = $"Topic {topic} does not take the rejected records: {error.Reason} ({error.Code}).{(behind is null ? "" : $" {behind.Reason.TrimEnd('.')}.")}";
        var ofCause = behind is null ? null : ConsumerErrors.LoginRemedy(behind.Reason) ?? Remedy(behind.Code);
        return (ofCause ?? Remedy(error.Code)) is { } remedy
            ? new RejectException(what, $"{remedy} Until then the job waits.", new KafkaException(error))
            : new UnrecoverableException(what, "Mend what the message names, or choose another place with rejects.type, and start the job again.", new KafkaException(error));
    }

    /// <summary>What can be done about an error, a sentence; null where it is not known.</summary>
    /// <param name="code">The error.</param>
    public static string? Remedy(ErrorCode code) => code switch
    {
        ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge => "Raise max.message.bytes of the topic, or message.max.bytes in rejects.properties where that is set.",
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.UnknownTopicId => "Create the topic, or correct rejects.topic.",
        ErrorCode.TopicException => "Correct rejects.topic.",
        ErrorCode.TopicAuthorizationFailed => "Allow this user to Write and Describe the topic.",
        // KIP-679: from 2.8 on the right to write any topic is enough for an idempotent producer.
        ErrorCode.ClusterAuthorizationFailed => "Allow this user to Write the topic; before Kafka 2.8 also IdempotentWrite on the cluster.",
        ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl => "Correct the user, its password and the certificates in rejects.properties.",
        ErrorCode.PolicyViolation or ErrorCode.InvalidRecord => "Loosen the topic's policy: keys are origins, values any bytes.",
        ErrorCode.Local_QueueFull => "Look whether the brokers are up, or raise queue.buffering.max.kbytes in rejects.properties above the size of a record.",
        ErrorCode.Local_MsgTimedOut or ErrorCode.Local_TimedOut or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown
            or ErrorCode.RequestTimedOut or ErrorCode.NotEnoughReplicas or ErrorCode.NotEnoughReplicasAfterAppend or ErrorCode.KafkaStorageError
            or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition => "Look whether the brokers are up and its partitions have leaders and replicas enough.",
        // An idempotent producer that cannot go on is followed by a new one.
        ErrorCode.Local_Fatal or ErrorCode.OutOfOrderSequenceNumber or ErrorCode.UnknownProducerId or ErrorCode.InvalidProducerEpoch or ErrorCode.Local_PurgeQueue
            or ErrorCode.Local_PurgeInflight or ErrorCode.Local_Destroy => "A new producer is made.",
        _ => null,
    };
}
