namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>How much a finding about a table matters.</summary>
public enum FindingKind
{
    /// <summary>Loads can succeed, some rows may be refused.</summary>
    Warns,

    /// <summary>No load can succeed as it should.</summary>
    Fails,

    /// <summary>The table could not be looked at just now.</summary>
    Unavailable,
}
