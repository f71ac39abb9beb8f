namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>A request for a fault is wrong; the message says what would be right.</summary>
internal sealed class FaultRequestException : Exception
{
    /// <summary>Makes one without a text.</summary>
    public FaultRequestException()
    {
    }

    /// <summary>Makes one with the text for the caller.</summary>
    public FaultRequestException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the text for the caller and its cause.</summary>
    public FaultRequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
