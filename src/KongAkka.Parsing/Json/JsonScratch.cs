namespace KongAkka.Parsing.Json;

/// <summary>What a <see cref="JsonReader"/> needs beside the document; reused from record to record.</summary>
internal sealed class JsonScratch
{
    /// <summary>The deepest nesting: <c>StreamReadConstraints.DEFAULT_MAX_DEPTH</c>.</summary>
    public const int MaxDepth = 1000;

    /// <summary>Whether each open level, from 1, is an object.</summary>
    public bool[] IsObject { get; } = new bool[MaxDepth + 2];

    /// <summary>Whether each open level has begun a value.</summary>
    public bool[] HasValue { get; } = new bool[MaxDepth + 2];

    /// <summary>The name of the current field.</summary>
    public CharBuffer Name { get; } = new();
}
