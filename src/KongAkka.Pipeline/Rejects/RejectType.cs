namespace KongAkka.Pipeline.Rejects;

/// <summary>The kinds of place for rejected records.</summary>
public enum RejectType
{
    /// <summary>Files of JSON lines.</summary>
    File,

    /// <summary>A topic of Kafka.</summary>
    Kafka,

    /// <summary>The log.</summary>
    Log,
}
