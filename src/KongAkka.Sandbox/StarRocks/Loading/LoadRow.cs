using System.Globalization;
using System.Text;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>
/// The row being read: each value is held against its column, with StarRocks' texts for what does not fit. In strict mode a value that
/// does not fit filters its row, else it becomes NULL; a NULL in a NOT NULL column filters the row in both. Serves one thread.
/// </summary>
internal sealed class LoadRow
{
    private const int QuotedBytes = 100;

    private readonly RowAppender _appender;
    private readonly TableColumn[] _columns;
    private readonly int[] _required;
    private readonly bool _strict;
    private readonly bool _isCsv;

    /// <summary>Makes it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="appender">Takes the values that fit.</param>
    /// <param name="strict">Whether a value that does not fit filters its row.</param>
    /// <param name="isCsv">Whether it is told in the words of the CSV reader.</param>
    public LoadRow(TableDefinition table, RowAppender appender, bool strict, bool isCsv)
    {
        _appender = appender;
        _strict = strict;
        _isCsv = isCsv;
        _columns = [.. table.Columns];
        _required = [.. Enumerable.Range(0, _columns.Length).Where(i => !_columns[i].Nullable)];
    }

    /// <summary>Why the row is filtered; null while it is good.</summary>
    public string? Error { get; private set; }

    /// <summary>Filters the row.</summary>
    public void Fail(string error) => Error ??= error;

    /// <summary>Puts a text (a JSON string, a CSV field), which must be valid UTF-8, into a column.</summary>
    public void PutText(int column, ReadOnlySpan<byte> text)
    {
        switch (_columns[column].Type)
        {
            case TableColumnType.Varchar:
                PutVarchar(column, text);
                break;
            case TableColumnType.DateTime:
                PutDateTime(column, text);
                break;
            default:
                PutNumber(column, text);
                break;
        }
    }

    /// <summary>Puts a number as it was written into a column.</summary>
    public void PutNumber(int column, ReadOnlySpan<byte> text)
    {
        switch (_columns[column].Type)
        {
            case TableColumnType.Double:
                if (NumberText.TryReadDouble(text, out var number)) _appender.SetDouble(column, number);
                else Refuse(column, text, $"Unable to cast string value to DOUBLE. value={Quoted(text)}, column={_columns[column].Name}");
                break;
            case TableColumnType.Int:
                if (TryInteger(column, text, int.MinValue, int.MaxValue, out var value)) _appender.SetInt(column, (int)value);
                break;
            case TableColumnType.BigInt:
                if (TryInteger(column, text, long.MinValue, long.MaxValue, out var large)) _appender.SetLong(column, large);
                break;
            default:
                PutText(column, text);
                break;
        }
    }

    /// <summary>Puts true or false into a column: text columns take it as 1 or 0, as StarRocks does.</summary>
    public void PutBoolean(int column, bool value)
    {
        if (_columns[column].Type == TableColumnType.Varchar) PutVarchar(column, value ? "1"u8 : "0"u8);
        else Refuse(column, default, $"Unsupported value type. Numeric type is required. column={_columns[column].Name}");
    }

    /// <summary>Puts a JSON object or array into a column: only text columns take it.</summary>
    public void PutJson(int column, ReadOnlySpan<byte> json)
    {
        if (_columns[column].Type == TableColumnType.Varchar) PutVarchar(column, json);
        else Refuse(column, default, $"Unsupported value type. Numeric type is required. column={_columns[column].Name}");
    }

    /// <summary>Ends the row: it is kept, or dropped with <see cref="Error"/> said to the caller.</summary>
    /// <returns>Null when the row is kept, else why it was filtered.</returns>
    public string? End()
    {
        if (Error is null)
        {
            foreach (var column in _required)
            {
                if (!_appender.IsSet(column)) Fail($"NULL value in non-nullable column '{_columns[column].Name}'");
            }
        }

        var error = Error;
        Error = null;
        if (error is null) _appender.EndRow();
        else _appender.DropRow();
        return error;
    }

    /// <summary>Forgets what was put: the row is read again from its beginning.</summary>
    public void Restart()
    {
        Error = null;
        _appender.DropRow();
    }

    private void PutVarchar(int column, ReadOnlySpan<byte> text)
    {
        if (text.Length > _columns[column].Bytes)
        {
            Refuse(column, text, string.Create(CultureInfo.InvariantCulture,
                $"Value length is beyond the capacity. column={_columns[column].Name}, capacity={_columns[column].Bytes}"));
        }
        else
        {
            _appender.SetText(column, text);
        }
    }

    private void PutDateTime(int column, ReadOnlySpan<byte> text)
    {
        if (DateTimeText.TryParse(text, out var micros)) _appender.SetLong(column, micros);
        else Refuse(column, text, OutOfRange(column, text));
    }

    private bool TryInteger(int column, ReadOnlySpan<byte> text, long least, long most, out long value)
    {
        var outcome = NumberText.ReadInteger(text, least, most, out value);
        if (outcome == NumberText.Outcome.Read) return true;
        Refuse(column, text, outcome == NumberText.Outcome.Overflow
            ? $"Value is overflow. column={_columns[column].Name}, value={Quoted(text)}"
            : $"Unable to cast string value to BIGINT. value={Quoted(text)}, column={_columns[column].Name}");
        return false;
    }

    // The CSV reader of StarRocks has one text for every type; that of JSON has many.
    private void Refuse(int column, ReadOnlySpan<byte> text, string jsonError)
    {
        _appender.Clear(column);
        if (_strict) Fail(_isCsv ? OutOfRange(column, text) : jsonError);
    }

    private string OutOfRange(int column, ReadOnlySpan<byte> text) =>
        $"Value '{Quoted(text)}' is out of range. The type of '{_columns[column].Name}' is {_columns[column].DeclaredType}";

    private static string Quoted(ReadOnlySpan<byte> text) =>
        text.Length <= QuotedBytes ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..QuotedBytes]) + "...";
}
