using KongAkka.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>Writes nothing: for a sink that only counts rows.</summary>
public sealed class CountingRowWriter : RowWriter
{
    /// <inheritdoc/>
    public override void Append(RowBatch rows, int row, LoadBody body)
    {
    }

    /// <inheritdoc/>
    public override void Complete(LoadBody body)
    {
    }
}
