using System.Text.Json;
using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>Reads rows back from the body of a Stream Load, to ask the table for them.</summary>
internal static class RowEvidence
{
    /// <summary>The questions; see <see cref="RowQuestions"/>.</summary>
    /// <param name="settings">The table.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="body">The load: a JSON array of objects.</param>
    /// <param name="rows">The rows in it.</param>
    public static IReadOnlyList<string> Questions(StarRocksSettings settings, RowSchema schema, LoadBody body, int rows)
    {
        using var json = JsonDocument.Parse(Whole(body));
        var step = RowQuestions.Step(rows);
        var picked = json.RootElement.EnumerateArray().Where((_, index) => index % step == 0);
        return RowQuestions.Of(settings.Database, settings.Table, schema, picked.Select(row => Literals(schema, row)));
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

    private static string[] Literals(RowSchema schema, JsonElement row) => [.. schema.Columns.Select(column =>
        row.TryGetProperty(column.Name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => SqlLiteral.Text(value.GetString()!),
            JsonValueKind.Number => value.GetRawText(),
            _ => RowQuestions.Null,
        } : RowQuestions.Null)];
}
