namespace KongAkka.Parsing.Json;

/// <summary>The fields of a log record.</summary>
internal enum LogField
{
    /// <summary>No field of ours.</summary>
    None,

    /// <summary><c>time</c></summary>
    Time,

    /// <summary><c>stream</c></summary>
    Stream,

    /// <summary><c>message</c></summary>
    Message,
}
