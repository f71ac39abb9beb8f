using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Pipeline.Parsing;

/// <summary>
/// A batch of records and the rows that a rule made of it. It belongs to the stage that holds it and is given back by <see cref="Return"/> once,
/// by whoever has copied its rows.
/// </summary>
/// <param name="Source">The records, with what became of each.</param>
/// <param name="Rows">The rows, in the order of the records they were made of.</param>
/// <param name="GiveBack">Where the rows' batch goes when it is returned; none by default.</param>
public sealed record ParsedBatch(ConsumedBatch Source, RowBatch Rows, Action<RowBatch>? GiveBack = null)
{
    /// <summary>Gives both batches back to be filled again.</summary>
    public void Return()
    {
        Source.Return();
        GiveBack?.Invoke(Rows);
    }
}
