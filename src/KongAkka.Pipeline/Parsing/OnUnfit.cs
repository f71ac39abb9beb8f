namespace KongAkka.Pipeline.Parsing;

/// <summary>What becomes of a value that its column cannot hold.</summary>
public enum OnUnfit
{
    /// <summary>The record is rejected.</summary>
    Reject,

    /// <summary>A text is cut at the last whole character that fits; any other value becomes NULL.</summary>
    Truncate,

    /// <summary>The value becomes NULL.</summary>
    Null,
}
