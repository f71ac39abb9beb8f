namespace KongAkka.Service.Hocon;

/// <summary>A text that is not HOCON, or whose substitutions and includes cannot be resolved.</summary>
internal sealed class HoconException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="origin">Where it is.</param>
    /// <param name="what">What is wrong; a sentence.</param>
    /// <param name="remedy">What would be right; a sentence.</param>
    public HoconException(HoconOrigin origin, string what, string remedy)
        : base($"{origin.ToPreciseString()}: {what} {remedy}")
    {
        Origin = origin;
        What = what;
        Remedy = remedy;
    }

    /// <summary>Where it is.</summary>
    public HoconOrigin Origin { get; }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>What would be right.</summary>
    public string Remedy { get; }
}
