using System.Text.Json;
using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>
/// Questions to the table that tell whether a load is in it. A load is there whole or not at all, so that one row of it that is not there proves that it was not
/// loaded; rows that are there may be those of other records that look the same.
/// </summary>
internal static class RowEvidence
{
    private const int Samples = 16;

    /// <summary>The questions, each for the number of rows that look like one of the load, the rows picked evenly from all of it.</summary>
    /// <param name="settings">The table.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="body">The load: a JSON array of objects.</param>
    /// <param name="rows">The rows in it.</param>
    public static IReadOnlyList<string> Questions(StarRocksSettings settings, RowSchema schema, LoadBody body, int rows)
    {
        var table = $"{SqlLiteral.Name(settings.Database)}.{SqlLiteral.Name(settings.Table)}";
        using var json = JsonDocument.Parse(Whole(body));
        var step = Math.Max(1, rows / Samples);
        return [.. json.RootElement.EnumerateArray()
            .Where((_, index) => index % step == 0)
            .Take(Samples)
            .Select(row => $"SELECT COUNT(*) FROM {table} WHERE {string.Join(" AND ", schema.Columns.Where(c => c.Type != ColumnType.Double).Select(c => Condition(c, row)))}")];
    }

    private static byte[] Whole(LoadBody body)
    {
        var bytes = new byte[body.Length];
        var at = 0;
        foreach (var chunk in body.Chunks())
        {
            chunk.CopyTo(bytes.AsMemory(at));
            at += chunk.Length;
        }

        return bytes;
    }

    // Numbers of type DOUBLE are left out: what is compared must be what was sent, to the bit.
    private static string Condition(Column column, JsonElement row)
    {
        var name = SqlLiteral.Name(column.Name);
        return row.TryGetProperty(column.Name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => $"{name} = {SqlLiteral.Text(value.GetString()!)}",
            JsonValueKind.Number => $"{name} = {value.GetRawText()}",
            _ => $"{name} IS NULL",
        } : $"{name} IS NULL";
    }
}
