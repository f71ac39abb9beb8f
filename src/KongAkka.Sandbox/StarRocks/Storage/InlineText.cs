using System.Runtime.CompilerServices;

namespace KongAkka.Sandbox.StarRocks.Storage;

/// <summary>A short text as DuckDB lays it in a vector (<c>duckdb_string_t</c>): its length and up to 12 bytes, the rest zero.</summary>
internal struct InlineText
{
    /// <summary>The most bytes that need no memory of their own.</summary>
    public const int MostBytes = 12;

    private uint _length;
    private Letters _letters;

    public static InlineText Of(ReadOnlySpan<byte> utf8)
    {
        var text = new InlineText { _length = (uint)utf8.Length };
        utf8.CopyTo(text._letters);
        return text;
    }

    /// <summary>Its length.</summary>
    public readonly uint Length => _length;

    [InlineArray(MostBytes)]
    private struct Letters
    {
        private byte _first;
    }
}
