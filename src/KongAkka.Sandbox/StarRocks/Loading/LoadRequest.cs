namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>What the headers of a Stream Load ask for.</summary>
internal sealed record LoadRequest
{
    public required string Label { get; init; }

    /// <summary>Whether the body is JSON; CSV otherwise.</summary>
    public bool IsJson { get; init; }

    public bool StripOuterArray { get; init; }

    public BodyCompression Compression { get; init; }

    public bool Strict { get; init; }

    public double MaxFilterRatio { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(600);

    public string? Columns { get; init; }

    public IReadOnlyList<string>? JsonPaths { get; init; }

    /// <summary>For JSON the keys that lead from the document to its rows; empty when it is the rows itself.</summary>
    public IReadOnlyList<string> JsonRoot { get; init; } = [];

    public required CsvSettings Csv { get; init; }
}
