using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KongAkka.Tests.Golden;

/// <summary>A record and what a real Flink made of it.</summary>
/// <param name="Id">The number of the case.</param>
/// <param name="Category">The kind of case.</param>
/// <param name="Value">The record's value; null for a tombstone.</param>
/// <param name="Row">The nine columns: string, double, int or null each; null where there is no row.</param>
/// <param name="JobFails">Whether the record ended Flink's job.</param>
public sealed record GoldenCase(int Id, string Category, byte[]? Value, object?[]? Row, bool JobFails)
{
    private const int ResponseTime = 3;

    /// <summary>All cases, read once.</summary>
    public static IReadOnlyList<GoldenCase> All { get; } = [.. File.ReadLines(FilePath()).Select(Read)];

    private static string FilePath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "access-log.golden.jsonl");

    private static GoldenCase Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var value = root.GetProperty("value");
        var row = root.TryGetProperty("row", out var columns) && columns.ValueKind == JsonValueKind.Array ? columns.EnumerateArray().Select(Cell).ToArray() : null;
        return new GoldenCase(
            root.GetProperty("id").GetInt32(),
            root.GetProperty("cat").GetString()!,
            value.ValueKind == JsonValueKind.Null ? null : value.GetBytesFromBase64(),
            row,
            root.TryGetProperty("job_fails", out _));
    }

    private static object? Cell(JsonElement cell, int column) => cell.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => column == ResponseTime ? cell.GetDouble() : cell.GetInt32(),
        _ when column == ResponseTime => double.Parse(cell.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        _ => cell.GetString(),
    };
}
