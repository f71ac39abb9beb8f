namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads rows from a body that arrives in pieces. Serves one thread.</summary>
internal abstract class RowReader(LoadRow row, LoadCounts counts)
{
    protected LoadRow Row => row;

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
