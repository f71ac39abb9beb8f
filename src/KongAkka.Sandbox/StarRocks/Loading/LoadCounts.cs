namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>What became of the rows of a load, and the errors that are shown for it.</summary>
internal sealed class LoadCounts
{
    private const int MostErrors = 50;
    private const int MostRowChars = 4096;

    private readonly List<string> _errors = [];

    public long Loaded { get; private set; }

    public long Filtered { get; private set; }

    public long Total => Loaded + Filtered;

    /// <summary>The lines of the error log, as StarRocks writes them; the first 50.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public void CountLoaded() => Loaded++;

    public void CountFiltered(string error, ReadOnlySpan<byte> row)
    {
        Filtered++;
        if (_errors.Count >= MostErrors) return;
        var text = System.Text.Encoding.UTF8.GetString(row[..Math.Min(row.Length, MostRowChars)]);
        _errors.Add($"Error: {error}. Row: {text}");
    }

    /// <summary>Whether more rows were filtered than the header allows.</summary>
    public bool Exceeds(double maxFilterRatio) => Total > 0 && (double)Filtered / Total > maxFilterRatio;
}
