using System.Collections;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Proving;

/// <summary>Compares the rows of a table, given one by one in any order, with the rows that must be in it. Not thread-safe.</summary>
/// <param name="run">The run whose rows are expected.</param>
/// <param name="expected">The rows that must be there.</param>
internal sealed class TableComparison(ulong run, ExpectedRows expected)
{
    private const int ExamplesOfAKind = 3;
    private readonly BitArray _seen = new(checked((int)expected.Count));
    private readonly Dictionary<RowFaultKind, long> _faults = [];
    private readonly List<RowFault> _examples = [];
    private long _found;
    private long _otherRuns;

    /// <summary>Takes a row of the table.</summary>
    /// <param name="row">The row; may be filled anew after the call.</param>
    public void Take(AccessLogRow row)
    {
        var hasId = RowId.TryFind(row.OriginalMessage.Bytes, out var id);
        if (hasId && id.Run != run)
        {
            _otherRuns++;
            return;
        }

        _found++;
        if (!hasId || id.Number >= (ulong)expected.Count) Fault(RowFaultKind.Unexpected, -1, row);
        else if (_seen[(int)id.Number]) Fault(RowFaultKind.Doubled, (long)id.Number, row);
        else TakeFirst((int)id.Number, row);
    }

    /// <summary>Says how the table compares; all its rows were taken.</summary>
    public TableFindings Finish()
    {
        for (var sequence = 0; sequence < _seen.Length; sequence++)
        {
            if (!_seen[sequence]) Fault(RowFaultKind.Missing, sequence, null);
        }

        return new TableFindings(expected.Count, _found, _otherRuns, _faults, _examples);
    }

    private void TakeFirst(int sequence, AccessLogRow row)
    {
        _seen[sequence] = true;
        if (row.Fingerprint() != expected[sequence]) Fault(RowFaultKind.Different, sequence, row);
    }

    private void Fault(RowFaultKind kind, long sequence, AccessLogRow? row)
    {
        var count = _faults[kind] = _faults.GetValueOrDefault(kind) + 1;
        if (count <= ExamplesOfAKind) _examples.Add(new RowFault(kind, sequence, row?.Describe()));
    }
}
