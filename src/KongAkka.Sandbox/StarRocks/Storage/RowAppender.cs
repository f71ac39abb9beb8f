using System.Runtime.CompilerServices;
using DuckDB.NET.Native;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Storage;

/// <summary>
/// Appends the rows of one load to a table within one DuckDB transaction. Cells are written in any order straight into DuckDB's column
/// vectors; a cell that is not written is NULL. A row counts only once <see cref="EndRow"/> is called. Serves one thread.
/// </summary>
internal sealed unsafe class RowAppender : IDisposable
{
    private readonly RowStore.Lease _lease;
    private readonly DuckDBAppender _appender;
    private readonly DuckDBDataChunk _chunk;
    private readonly IntPtr[] _vectors;
    private readonly byte*[] _cells;
    private readonly ulong*[] _validity;
    private readonly int _capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
    private int _row;
    private bool _ended;

    public RowAppender(RowStore store, string database, TableDefinition table)
    {
        _lease = store.Rent();
        _lease.Execute("BEGIN TRANSACTION");
        var connection = _lease.Connection.NativeConnection;
        if (NativeMethods.Appender.DuckDBAppenderCreate(connection, database, table.Name, out _appender) != DuckDBState.Success)
        {
            Roll("ROLLBACK");
            throw new InvalidOperationException($"unknown table \"{database}.{table.Name}\"");
        }

        _chunk = NewChunk(_appender, table.Columns.Count);
        _vectors = new IntPtr[table.Columns.Count];
        _cells = new byte*[table.Columns.Count];
        _validity = new ulong*[table.Columns.Count];
        PointAtVectors();
    }

    /// <summary>Whether a column of the current row has a value.</summary>
    public bool IsSet(int column) => (_validity[column][_row >> 6] & (1UL << (_row & 63))) != 0;

    /// <summary>Makes a cell of the current row NULL again.</summary>
    public void Clear(int column) => _validity[column][_row >> 6] &= ~(1UL << (_row & 63));

    public void SetInt(int column, int value) => Set(column, value);

    /// <summary>A 64-bit cell: BIGINT, or the microseconds of a DATETIME.</summary>
    public void SetLong(int column, long value) => Set(column, value);

    public void SetDouble(int column, double value) => Set(column, value);

    /// <summary>A text cell; the bytes must be valid UTF-8.</summary>
    public void SetText(int column, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= InlineText.MostBytes)
        {
            Set(column, InlineText.Of(utf8));
            return;
        }

        fixed (byte* bytes = utf8)
        {
            NativeMethods.Vectors.DuckDBUnsafeVectorAssignStringElementLength(_vectors[column], (ulong)_row, bytes, utf8.Length);
        }

        MarkSet(column);
    }

    /// <summary>The current row is complete.</summary>
    public void EndRow()
    {
        if (++_row == _capacity) Flush();
    }

    /// <summary>The current row is not wanted: its cells are NULL again.</summary>
    public void DropRow()
    {
        for (var column = 0; column < _validity.Length; column++) Clear(column);
    }

    /// <summary>Writes what is left; no row can follow.</summary>
    /// <exception cref="InvalidOperationException">The rows cannot be written.</exception>
    public void Complete()
    {
        Flush();
        if (NativeMethods.Appender.DuckDBAppenderClose(_appender) != DuckDBState.Success) throw Failure();
    }

    /// <summary>Makes the rows durable and readable, once they are complete.</summary>
    /// <param name="alongside">A statement for the same transaction, or null.</param>
    public void Commit(string? alongside)
    {
        if (alongside is not null) _lease.Execute(alongside);
        Roll("COMMIT");
    }

    public void Dispose()
    {
        _chunk.Dispose();
        _appender.Dispose();
        if (!_ended) Roll("ROLLBACK");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set<T>(int column, T value) where T : unmanaged
    {
        ((T*)_cells[column])[_row] = value;
        MarkSet(column);
    }

    private void MarkSet(int column) => _validity[column][_row >> 6] |= 1UL << (_row & 63);

    private void Flush()
    {
        if (_row == 0) return;
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)_row);
        if (NativeMethods.Appender.DuckDBAppendDataChunk(_appender, _chunk) != DuckDBState.Success) throw Failure();
        NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
        PointAtVectors();
    }

    private void PointAtVectors()
    {
        _row = 0;
        for (var column = 0; column < _vectors.Length; column++)
        {
            var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, column);
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
            _vectors[column] = vector;
            _cells[column] = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
            _validity[column] = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
            new Span<ulong>(_validity[column], _capacity / 64).Clear();
        }
    }

    private static DuckDBDataChunk NewChunk(DuckDBAppender appender, int columns)
    {
        var types = new DuckDBLogicalType[columns];
        for (var column = 0; column < columns; column++)
            types[column] = NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)column);
        var chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)columns);
        foreach (var type in types) type.Dispose();
        return chunk;
    }

    private InvalidOperationException Failure()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(_appender);
        return new InvalidOperationException($"the rows could not be written: {NativeMethods.ErrorData.DuckDBErrorDataMessage(error)}");
    }

    private void Roll(string end)
    {
        _ended = true;
        try
        {
            _lease.Execute(end);
        }
        finally
        {
            _lease.Dispose();
        }
    }
}
