using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Tls;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>The closed table of what each error of Kafka or librdkafka means for a reader.</summary>
internal static class ConsumerErrors
{
    /// <summary>What to do about an error; an unknown one fails the graph.</summary>
    /// <param name="code">The error.</param>
    public static ErrorReaction React(ErrorCode code) => code switch
    {
        ErrorCode.Local_PartitionEOF => ErrorReaction.EndOfPartition,
        ErrorCode.OffsetOutOfRange or ErrorCode.Local_AutoOffsetReset or ErrorCode.Local_LogTruncation => ErrorReaction.LostOffset,
        ErrorCode.Local_Fatal => ErrorReaction.Rebuild,
        ErrorCode.Local_AllBrokersDown => ErrorReaction.Unreachable,
        _ when IsRetried(code) => ErrorReaction.Retried,
        _ when Remedy(code).Length > 0 => ErrorReaction.FailJob,
        _ => ErrorReaction.Fail,
    };

    /// <summary>The exception that stands for an error: an <see cref="UnrecoverableException"/> where it ends the job.</summary>
    /// <param name="error">The error.</param>
    /// <param name="settings">Names the topic and the brokers.</param>
    public static Exception ToException(Error error, KafkaSettings settings) => Remedy(error.Code) is { Length: > 0 } remedy
        ? new UnrecoverableException(
            $"Topic {settings.Topic} at {settings.BootstrapServers} cannot be read by group {settings.GroupId}: {error.Reason} ({error.Code}).", remedy)
        : new KafkaException(error);

    /// <summary>Whether an error says why no broker can be used, not only that none answers.</summary>
    /// <param name="code">The error.</param>
    public static bool NamesCause(ErrorCode code) => code is ErrorCode.Local_Authentication or ErrorCode.Local_Ssl or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Resolve;

    /// <summary>The error that names a cause in a line of librdkafka's log about a connection that failed; null when it names none.</summary>
    /// <param name="line">The line, <c>[thrd:…]: broker: what happened</c>.</param>
    public static Error? CauseIn(string line)
    {
        var text = line.StartsWith("[thrd:", StringComparison.Ordinal) && line.IndexOf("]: ", StringComparison.Ordinal) is > 0 and var end ? line[(end + 3)..] : line;
        ErrorCode? code = text switch
        {
            _ when text.Contains("SASL authentication error", StringComparison.Ordinal) || IsOfToken(text) => ErrorCode.Local_Authentication,
            _ when text.Contains("SSL handshake failed", StringComparison.Ordinal) || TlsDiagnosis.RefusesClient(text) => ErrorCode.Local_Ssl,
            _ when text.Contains("Failed to resolve", StringComparison.Ordinal) => ErrorCode.Local_Resolve,
            _ => null,
        };
        return code is { } known ? new Error(known, text) : null;
    }

    /// <summary>What can be done about an error that says why no broker can be used, a sentence; null where it does not say.</summary>
    /// <param name="reason">The error's text.</param>
    public static string? LoginRemedy(string reason) => IsOfToken(reason)
        ? "Correct sasl.oauthbearer.token.endpoint.url, the client's id and secret and the scope, or https.ca.location for the endpoint's certificate."
        : null;

    // librdkafka's words, rdkafka_sasl_oauthbearer.c.
    private static bool IsOfToken(string text) => text.Contains("Failed to acquire SASL OAUTHBEARER token", StringComparison.Ordinal);

    private static bool IsRetried(ErrorCode code) => code
        is ErrorCode.Local_Transport or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_WaitCoord
        // No leader of the partitions is known at present.
        or ErrorCode.Local_NoEnt
        or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl or ErrorCode.SaslAuthenticationFailed
        or ErrorCode.Unknown or ErrorCode.RequestTimedOut or ErrorCode.NetworkException or ErrorCode.KafkaStorageError
        or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.BrokerNotAvailable or ErrorCode.ReplicaNotAvailable
        or ErrorCode.FencedLeaderEpoch or ErrorCode.UnknownLeaderEpoch or ErrorCode.OffsetNotAvailable or ErrorCode.PreferredLeaderNotAvailable
        or ErrorCode.GroupLoadInProgress or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.NotCoordinatorForGroup
        or ErrorCode.ThrottlingQuotaExceeded;

    private static string Remedy(ErrorCode code) => code switch
    {
        ErrorCode.TopicAuthorizationFailed => "Allow this user to Read and Describe the topic.",
        ErrorCode.GroupAuthorizationFailed => "Allow this user to Read the consumer group, or name another with group-id.",
        ErrorCode.ClusterAuthorizationFailed => "Allow this user to connect to the cluster.",
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.UnknownTopicId =>
            "The topic or the partition was deleted; create it, or correct the topic's name.",
        ErrorCode.TopicException => "Correct the topic's name.",
        ErrorCode.MsgSizeTooLarge => "Raise receive.message.max.bytes and fetch.message.max.bytes in the source's properties above the size of the record.",
        ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature => "The broker is too old for this client; Kafka 2.1 or newer is needed.",
        ErrorCode.SecurityDisabled or ErrorCode.UnsupportedSaslMechanism => "Correct security.protocol and sasl.mechanism in the source's properties.",
        _ => "",
    };
}
