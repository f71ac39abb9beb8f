namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>A connection shall be closed without an answer.</summary>
internal sealed class LoadCutException : Exception
{
    /// <summary>Makes one.</summary>
    public LoadCutException()
    {
    }

    /// <summary>Makes one that says why.</summary>
    public LoadCutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says why.</summary>
    public LoadCutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the transaction stays in PREPARE, as after the death of a BE.</summary>
    public bool LeavesPrepared { get; init; }
}
