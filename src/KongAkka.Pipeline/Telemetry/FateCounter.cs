using KongAkka.Parsing;

namespace KongAkka.Pipeline.Telemetry;

/// <summary>Counts what became of the records of a batch, by the users' words. Serves one thread.</summary>
/// <param name="schema">The columns that fates name.</param>
/// <param name="counters">Where the counts go.</param>
internal sealed class FateCounter(RowSchema schema, PathCounters counters)
{
    private const int Kinds = (int)FateKind.Refused + 1;

    private readonly int[] _counts = new int[Kinds];

    /// <summary>Counts a batch that the rule and the column check are done with.</summary>
    /// <param name="records">The batch; no record is pending.</param>
    /// <param name="rows">Its rows.</param>
    public void Count(RecordValues records, RowBatch rows)
    {
        counters.Kept(rows.Count);
        Array.Clear(_counts);
        foreach (var fate in records.Fates) _counts[(int)fate.Kind]++;
        for (var kind = FateKind.Tombstone; kind <= FateKind.Filtered; kind++)
            if (_counts[(int)kind] > 0) counters.Drop(new RecordFate(kind).Reason(schema), _counts[(int)kind]);
        if (_counts.AsSpan((int)FateKind.CastFailed).IndexOfAnyExcept(0) < 0) return;
        foreach (var fate in records.Fates)
            if (fate.IsRejected) counters.Reject(fate.Reason(schema), 1);
    }

    /// <summary>Counts values that the rule did not find.</summary>
    /// <param name="nulls">How many, by column.</param>
    public void CountNulls(ReadOnlySpan<int> nulls)
    {
        for (var column = 0; column < nulls.Length; column++)
            if (nulls[column] > 0) counters.Missing(schema.Columns[column].Name, nulls[column]);
    }

    /// <summary>Counts values that their column could not hold.</summary>
    /// <param name="unfit">How many, by column.</param>
    public void CountUnfit(ReadOnlySpan<int> unfit)
    {
        for (var column = 0; column < unfit.Length; column++)
            if (unfit[column] > 0) counters.Misfit(schema.Columns[column].Name, unfit[column]);
    }
}
