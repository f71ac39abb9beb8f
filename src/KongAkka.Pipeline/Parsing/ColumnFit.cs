using KongAkka.Parsing;

namespace KongAkka.Pipeline.Parsing;

/// <summary>
/// Holds each value of a batch against its column, since StarRocks in strict mode refuses a whole load for one value that does not fit.
/// Serves one thread; allocates nothing while all values fit.
/// </summary>
public sealed class ColumnFit
{
    private readonly RowSchema _schema;
    private readonly OnUnfit _policy;
    private readonly ColumnLimit[] _limits;
    private readonly int[] _safeBytes;
    private readonly int[] _checked;
    private readonly int[] _unfit;
    private readonly int[] _nulls;
    private readonly bool _hasRequired;

    /// <summary>Makes the check for a schema.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="policy">What becomes of a value that its column cannot hold.</param>
    public ColumnFit(RowSchema schema, OnUnfit policy)
    {
        _schema = schema;
        _policy = policy;
        _limits = [.. schema.Columns.Select(ColumnLimit.Of)];
        _safeBytes = [.. _limits.Select(limit => limit.SafeBytes)];
        _checked = [.. Enumerable.Range(0, schema.Width).Where(column => !_limits[column].IsLengthOnly)];
        _unfit = new int[schema.Width];
        _nulls = new int[schema.Width];
        _hasRequired = schema.Columns.Any(column => column.IsRequired);
    }

    /// <summary>
    /// By column, the values of the batch held last that did not fit. Under <see cref="OnUnfit.Reject"/> a record counts once, for its first such column.
    /// </summary>
    public ReadOnlySpan<int> Unfit => _unfit;

    /// <summary>By column, the NULLs that the rule made in the batch held last; those that a replacement made are not among them.</summary>
    public ReadOnlySpan<int> Nulls => _nulls;

    /// <summary>Whether the batch held last has any NULL.</summary>
    public bool HasNulls { get; private set; }

    /// <summary>Checks every value of a batch and treats those that do not fit by the policy.</summary>
    /// <param name="records">The records; those rejected get their fate and a sentence that says why.</param>
    /// <param name="rows">Their rows; changed or removed where a value does not fit.</param>
    /// <returns>How many values did not fit; see <see cref="Unfit"/>.</returns>
    public int Hold(RecordValues records, RowBatch rows)
    {
        _unfit.AsSpan().Clear();
        _nulls.AsSpan().Clear();
        HasNulls = false;
        var found = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            if (!Fits(rows, rows.Row(row))) found += Treat(records, rows, row);
        }

        if (found > 0 && (_policy == OnUnfit.Reject || _hasRequired)) rows.Retain(row => records.Fates[rows.Record(row)].Kind != FateKind.Unfit);
        return found;
    }

    // Most columns are texts, for which one comparison is enough; it holds for every other type too, so that one pass covers them all.
    private bool Fits(RowBatch rows, ReadOnlySpan<Cell> cells)
    {
        var safeBytes = _safeBytes;
        if (cells.Length != safeBytes.Length) throw new ArgumentException("the rows are of another schema", nameof(rows));
        var isUnusual = false;
        // Read without sign, the length of NULL is the largest of all: one comparison finds it together with what is too long.
        for (var column = 0; column < cells.Length; column++) isUnusual |= (uint)cells[column].ByteLength > (uint)safeBytes[column];
        if (isUnusual && MayBeTooLong(cells)) return false;
        foreach (var column in _checked)
        {
            if (!_limits[column].Fits(rows, in cells[column])) return false;
        }

        return true;
    }

    private bool MayBeTooLong(ReadOnlySpan<Cell> cells)
    {
        var mayBeTooLong = false;
        for (var column = 0; column < cells.Length; column++)
        {
            mayBeTooLong |= cells[column].ByteLength > _safeBytes[column];
            if (!cells[column].IsNull) continue;
            HasNulls = true;
            _nulls[column]++;
        }

        return mayBeTooLong;
    }

    private int Treat(RecordValues records, RowBatch rows, int row)
    {
        var found = 0;
        var cells = rows.Row(row);
        for (var column = 0; column < cells.Length; column++)
        {
            if (_limits[column].Fits(rows, in cells[column])) continue;
            _unfit[column]++;
            found++;
            var replacement = Replacement(rows, cells[column], _schema.Columns[column]);
            if (_policy == OnUnfit.Reject || (replacement.IsNull && _schema.Columns[column].IsRequired))
            {
                var fate = new RecordFate(FateKind.Unfit, (byte)column);
                records.Reject(rows.Record(row), fate, _limits[column].Describe(_schema.Columns[column], rows, cells[column]));
                return found;
            }

            cells[column] = replacement;
        }

        return found;
    }

    private Cell Replacement(RowBatch rows, Cell cell, Column column)
    {
        if (_policy != OnUnfit.Truncate || column.Type != ColumnType.Varchar) return Cell.Null;
        var kept = JsonText.Truncate(rows.TextOf(cell), column.MaxBytes, column.MaxCharacters, out var byteLength);
        return Cell.Text(cell.Start, kept, byteLength);
    }
}
