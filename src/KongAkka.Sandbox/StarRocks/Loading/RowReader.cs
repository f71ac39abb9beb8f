namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads rows from a body that arrives in pieces. Serves one thread.</summary>
internal abstract class RowReader(LoadRow row, LoadCounts counts)
{
    protected LoadRow Row => row;

    /// <summary>The reader for what the headers ask for.</summary>
    public static RowReader For(LoadRequest request, LoadRow row, LoadCounts counts, LoadFields fields) => request switch
    {
        { IsJson: true, JsonRoot.Count: > 0 } => new RootedJsonRows(row, counts, fields, request),
        { IsJson: true } => new JsonRows(row, counts, fields, request.StripOuterArray),
        { Csv: { Enclose: null, Escape: null } } => new CsvRows(row, counts, fields, request.Csv),
        _ => new EnclosedCsvRows(row, counts, fields, request.Csv),
    };

    /// <summary>Reads as many complete rows as there are.</summary>
    /// <param name="bytes">The body from the first byte that was not consumed yet.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <returns>How many bytes were consumed.</returns>
    /// <exception cref="LoadRefusedException">The body cannot be read at all.</exception>
    public abstract int Read(ReadOnlySpan<byte> bytes, bool isLast);

    protected void EndRow(ReadOnlySpan<byte> source)
    {
        if (row.End() is { } error) counts.CountFiltered(error, source);
        else counts.CountLoaded();
    }
}
