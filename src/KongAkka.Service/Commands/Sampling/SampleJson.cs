using System.Text.Json;

namespace KongAkka.Service.Commands.Sampling;

/// <summary>
/// A sample for programs: <c>{"job","topic","records","partitions":{partition:n},"whole","first","last","kept","dropped":{reason:n},"rejected":{reason:n},"rows",
/// "columns":[{"name","filled","least","most","longestBytes","example"}],"suspicions":[{"column","what","remedy"}]}</c>; numbers and times of columns as texts, absent as null.
/// </summary>
internal static class SampleJson
{
    /// <summary>The line of a sample.</summary>
    /// <param name="sample">The sample.</param>
    public static string Of(TopicSample sample) => JsonLine.Of(json =>
    {
        WriteSource(json, sample);
        WriteMade(json, sample.Made);
    });

    private static void WriteSource(Utf8JsonWriter json, TopicSample sample)
    {
        var records = sample.Records.Records;
        json.WriteString("job", sample.Job.Name);
        json.WriteString("topic", sample.Job.Source.Topic);
        json.WriteNumber("records", records.Count);
        JsonLine.WriteCounts(json, "partitions", records.CountBy(r => r.Partition).OrderBy(p => p.Key).Select(p => KeyValuePair.Create($"{p.Key}", (long)p.Value)));
        json.WriteBoolean("whole", sample.Records.IsWhole);
        if (records.Count == 0) return;
        json.WriteString("first", records[0].Timestamp.UtcDateTime);
        json.WriteString("last", records[^1].Timestamp.UtcDateTime);
    }

    private static void WriteMade(Utf8JsonWriter json, RuleSample made)
    {
        json.WriteNumber("kept", made.Kept);
        JsonLine.WriteCounts(json, "dropped", made.Dropped);
        JsonLine.WriteCounts(json, "rejected", made.Rejected);
        json.WriteNumber("rows", made.Rows);
        json.WriteStartArray("columns");
        foreach (var column in made.Columns) Write(json, column);
        json.WriteEndArray();
        json.WriteStartArray("suspicions");
        foreach (var suspicion in made.Suspicions) Write(json, suspicion);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ColumnSample column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteNumber("filled", column.Filled);
        json.WriteString("least", column.Least);
        json.WriteString("most", column.Most);
        if (column.LongestBytes is { } bytes) json.WriteNumber("longestBytes", bytes);
        else json.WriteNull("longestBytes");
        json.WriteString("example", column.Example);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Suspicion suspicion)
    {
        json.WriteStartObject();
        json.WriteString("column", suspicion.Column);
        json.WriteString("what", suspicion.What);
        json.WriteString("remedy", suspicion.Remedy);
        json.WriteEndObject();
    }
}
