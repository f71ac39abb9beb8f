namespace KongAkka.Pipeline.StarRocks;

/// <summary>How the bodies of loads are compressed on their way to StarRocks.</summary>
public enum LoadCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, at its fastest level.</summary>
    Gzip,

    /// <summary>LZ4 in its frame format, at its fastest level.</summary>
    Lz4,
}
