namespace KongAkka.Pipeline.Rejects;

/// <summary>The kinds of place for rejected records.</summary>
public enum RejectType
{
    /// <summary>A file of JSON lines.</summary>
    File,

    /// <summary>The log.</summary>
    Log,
}
