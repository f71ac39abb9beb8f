namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>How a body is compressed.</summary>
internal enum BodyCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>LZ4 in its frame format.</summary>
    Lz4Frame,

    /// <summary>Zstandard.</summary>
    Zstd,
}
