namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>A whole load is refused; the message is what the client reads.</summary>
internal sealed class LoadRefusedException : Exception
{
    /// <summary>Makes one without a text.</summary>
    public LoadRefusedException()
    {
    }

    /// <summary>Makes one with the text for the client.</summary>
    public LoadRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the text for the client and its cause.</summary>
    public LoadRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the transaction stays in PREPARE, as when the BE could not reach the FE.</summary>
    public bool LeavesPrepared { get; init; }
}
