namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>What to do about an error that librdkafka reports.</summary>
internal enum ErrorReaction
{
    /// <summary>The graph fails, and the restart strategy decides.</summary>
    Fail,

    /// <summary>The job ends: trying again does not mend it.</summary>
    FailJob,

    /// <summary>It is logged; librdkafka tries again by itself.</summary>
    Retried,

    /// <summary>No broker can be reached; librdkafka goes on trying.</summary>
    Unreachable,

    /// <summary>The consumer is of no more use and is made anew.</summary>
    Rebuild,

    /// <summary>No error: the end of a partition was met.</summary>
    EndOfPartition,

    /// <summary>Kafka does not have the offset to read.</summary>
    LostOffset,
}
