using KongAkka.Parsing;

namespace KongAkka.Benchmarks;

/// <summary>Reads a file of record values, one a line, into batches as the Kafka source makes them.</summary>
internal static class RecordFile
{
    private const int BatchRecords = 4096;
    private const int BatchBytes = 1 << 20;

    public static IReadOnlyList<RecordValues> Read(string file)
    {
        List<RecordValues> batches = [new()];
        ReadOnlySpan<byte> rest = File.ReadAllBytes(file);
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (batches[^1].Count >= BatchRecords || batches[^1].ByteCount + line.Length > BatchBytes) batches.Add(new RecordValues());
            batches[^1].Add(line);
        }

        return batches;
    }
}
