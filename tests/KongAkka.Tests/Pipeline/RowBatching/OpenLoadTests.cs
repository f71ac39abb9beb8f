using System.Text.Json;
using CsCheck;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class OpenLoadTests
{
    private static readonly Gen<(int Partition, int Gap, bool IsKept)> Record = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Bool);

    [Fact]
    public void Rows_records_and_offsets_are_conserved_however_batches_and_cuts_fall() =>
        Gen.Select(Record.Array[0, 30].Array[0, 12], Gen.Int[1, 12], Gen.Long[200, 3000], Gen.Bool.Array[12]).Sample((batches, maxRows, maxBytes, isCutAfter) =>
        {
            var given = new Given();
            var limits = new LoadLimits(TimeSpan.FromSeconds(1), maxRows, maxBytes, 1);
            var loads = Run(batches.Select(given.Next), limits, isCutAfter);
            try
            {
                AssertLimits(loads, limits);
                AssertConserved(given, loads);
            }
            finally
            {
                foreach (var load in loads) load.Body.Dispose();
            }

            Assert.Equal(given.Batches, given.Returned);
        });

    [Fact]
    public void Records_without_a_row_belong_to_the_load_of_the_next_row()
    {
        var batch = SampleRows.Batch(0, 0, 6, record => record is 1 or 4 ? "m" : null);
        var loads = Run([batch], new LoadLimits(TimeSpan.FromSeconds(1), 1, long.MaxValue, 1), []);

        Assert.Equal([(0L, 2L, 1), (2, 5, 1), (5, 6, 0)], loads.Select(load => (load.Ranges[0].First, load.Ranges[0].Next, load.Rows)));
        loads.ForEach(load => load.Body.Dispose());
    }

    private static List<LoadBatch> Run(IEnumerable<ParsedBatch> batches, LoadLimits limits, bool[] isCutAfter)
    {
        var time = new ManualTime();
        using var open = new OpenLoad(new JsonRowWriter(SampleRows.Schema), new LoadCutter(limits, time), new OffsetRanges());
        var loads = new List<LoadBatch>();
        foreach (var (number, batch) in batches.Index())
        {
            open.Take(batch, time.GetTimestamp());
            open.Fill();
            while (open.IsFull)
            {
                loads.Add(open.Cut(now: 0));
                open.Fill();
            }

            Assert.False(open.HasBatch);
            if (isCutAfter.ElementAtOrDefault(number) && !open.IsEmpty) loads.Add(open.Cut(now: 0));
        }

        if (!open.IsEmpty) loads.Add(open.Cut(now: 0));
        return loads;
    }

    private static void AssertLimits(List<LoadBatch> loads, LoadLimits limits)
    {
        Assert.All(loads, load => Assert.True(load.Rows <= limits.MaxRows));
        Assert.All(loads, load => Assert.True(load.Rows <= 1 || load.Body.Length <= limits.MaxBytes));
        Assert.Equal(Enumerable.Range(0, loads.Count).Select(n => (long)n), loads.Select(load => load.Number));
    }

    private static void AssertConserved(Given given, List<LoadBatch> loads)
    {
        Assert.Equal(given.Messages, loads.SelectMany(Messages));
        Assert.Equal(given.Offsets.Count, loads.SelectMany(load => load.Ranges).Sum(range => range.Records));
        foreach (var partition in given.Offsets.GroupBy(origin => origin.Partition))
        {
            var ranges = loads.SelectMany(load => load.Ranges).Where(range => range.Partition == partition.Key).ToList();
            Assert.Equal(partition.First().Offset, ranges[0].First);
            Assert.Equal(partition.Last().Offset + 1, ranges[^1].Next);
            Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.Next, pair.Second.First));
            Assert.All(ranges, range => Assert.Equal(partition.Count(o => o.Offset >= range.First && o.Offset < range.Next), range.Records));
        }

        foreach (var load in loads)
            Assert.All(Messages(load), message => Assert.Contains(load.Ranges, range => Holds(range, message)));
    }

    private static bool Holds(OffsetRange range, string message)
    {
        var origin = message.Split('/').Select(long.Parse).ToArray();
        return origin[0] == range.Partition && origin[1] >= range.First && origin[1] < range.Next;
    }

    private static List<string> Messages(LoadBatch load)
    {
        if (load.Rows == 0)
        {
            Assert.Equal(0, load.Body.Length);
            return [];
        }

        using var rows = JsonDocument.Parse(load.Body.Chunks().SelectMany(chunk => chunk.ToArray()).ToArray());
        Assert.Equal(load.Rows, rows.RootElement.GetArrayLength());
        return [.. rows.RootElement.EnumerateArray().Select(row => row.GetProperty("original_message").GetString()!)];
    }

    /// <summary>Batches as they were given, with the origin of each record; a row's message names its origin.</summary>
    private sealed class Given
    {
        private readonly long[] _next = new long[3];

        public List<(int Partition, long Offset)> Offsets { get; } = [];

        public List<string> Messages { get; } = [];

        public int Batches { get; private set; }

        public int Returned { get; private set; }

        public ParsedBatch Next((int Partition, int Gap, bool IsKept)[] records)
        {
            Batches++;
            var source = new ConsumedBatch(_ => Returned++);
            var rows = new RowBatch(SampleRows.Schema);
            foreach (var (partition, gap, isKept) in records)
            {
                var offset = _next[partition] + gap;
                _next[partition] = offset + 1;
                source.Add(partition, offset, -1, "{}"u8);
                Offsets.Add((partition, offset));
                if (!isKept) continue;
                Messages.Add($"{partition}/{offset}");
                SampleRows.AddMessage(rows, source.Values.Count - 1, $"{partition}/{offset}");
            }

            return new ParsedBatch(source, rows);
        }
    }
}
