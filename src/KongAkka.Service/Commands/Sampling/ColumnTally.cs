using System.Globalization;
using KongAkka.Parsing;

namespace KongAkka.Service.Commands.Sampling;

/// <summary>Counts what a column holds. Pure.</summary>
/// <param name="column">The column.</param>
internal sealed class ColumnTally(Column column)
{
    private long _filled;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;
    private string? _first;
    private string? _last;
    private int _longest;
    private string? _example;

    /// <summary>Counts the column's value of one row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cell">The value.</param>
    /// <returns>The value as a text; null when there is none.</returns>
    public string? Add(RowBatch rows, in Cell cell)
    {
        if (cell.IsNull) return null;
        _filled++;
        return _example = column.Type switch
        {
            ColumnType.Int => Number(cell.Int32),
            ColumnType.Double => Number(cell.Double),
            ColumnType.DateTime => Time(JsonText.ToString(rows.TextOf(cell))),
            _ => Text(JsonText.ToString(rows.TextOf(cell)), cell.ByteLength),
        };
    }

    /// <summary>What was counted.</summary>
    public ColumnSample Result() => column.Type switch
    {
        ColumnType.Varchar => new ColumnSample(column.Name, _filled, null, null, _filled > 0 ? _longest : null, _example),
        ColumnType.DateTime => new ColumnSample(column.Name, _filled, _first, _last, null, _example),
        _ => new ColumnSample(column.Name, _filled, Bound(_least), Bound(_most), null, _example),
    };

    private string Number(double number)
    {
        // NaN is neither less nor greater.
        if (number < _least) _least = number;
        if (number > _most) _most = number;
        return Written(number);
    }

    private string Time(string time)
    {
        if (_first is null || string.CompareOrdinal(time, _first) < 0) _first = time;
        if (_last is null || string.CompareOrdinal(time, _last) > 0) _last = time;
        return time;
    }

    private string Text(string text, int bytes)
    {
        _longest = Math.Max(_longest, bytes);
        return text;
    }

    private string? Bound(double number) => _least <= _most ? Written(number) : null;

    private static string Written(double number) => number.ToString(CultureInfo.InvariantCulture);
}
