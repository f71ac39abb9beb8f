using DuckDB.NET.Data;
using KongAkka.Sandbox.StarRocks.Queries;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>Writes results in the text protocol: columns, then rows of texts.</summary>
internal sealed class ResultSet(PacketWriter output)
{
    private const byte Null = 0xFB;

    /// <summary>Writes what a query gives.</summary>
    public async Task WriteAsync(DuckDBDataReader reader, CancellationToken stop)
    {
        Begin([.. Enumerable.Range(0, reader.FieldCount).Select(column => (reader.GetName(column), ResultType.Of(reader.GetFieldType(column))))]);
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++) Write(ResultText.Of(reader, column));
            output.End();
            if (!output.IsFull) continue;
            stop.ThrowIfCancellationRequested();
            await output.SendAsync();
        }

        output.EndOfPart();
    }

    /// <summary>Writes texts.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The rows.</param>
    public void Write(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        Begin([.. columns.Select((name, column) => (name, rows.All(row => long.TryParse(row[column], out _)) && rows.Count > 0 ? ResultType.Number : ResultType.Text))]);
        foreach (var row in rows)
        {
            foreach (var value in row) Write(value);
            output.End();
        }

        output.EndOfPart();
    }

    private void Begin(IReadOnlyList<(string Name, ResultType Type)> columns)
    {
        output.Length(columns.Count).End();
        foreach (var (name, type) in columns)
        {
            output.LengthAndText("def").LengthAndText("").LengthAndText("").LengthAndText("").LengthAndText(name).LengthAndText(name)
                .Byte(0x0C).Short(type.Charset).Int(type.Length).Byte(type.Code).Short(0).Byte(type.Decimals).Short(0).End();
        }

        output.EndOfPart();
    }

    private void Write(string? value)
    {
        if (value is null) output.Byte(Null);
        else output.LengthAndText(value);
    }
}
