using System.Text;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Tests.Pipeline.Sinks;

public sealed class SinksTests
{
    [Fact]
    public async Task Print_writes_an_object_a_line_load_by_load()
    {
        using var output = new MemoryStream();
        await using var sink = new PrintSink(output);
        using var first = Body(sink, "a", "b");
        using var second = Body(sink, "c");

        var receipts = await Task.WhenAll(
            sink.LoadAsync(SampleLoads.Planned(new LoadBatch(0, [], 2, first)), default), sink.LoadAsync(SampleLoads.Planned(new LoadBatch(1, [], 1, second)), default));

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["a", "b", "c"], lines.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("original_message").GetString()));
        Assert.Equal([2, 1], receipts.Select(receipt => receipt.Rows));
        Assert.Equal(output.Length, receipts.Sum(receipt => receipt.Bytes));
    }

    [Fact]
    public async Task Print_ends_the_job_when_nobody_reads()
    {
        await using var sink = new PrintSink(new ClosedPipe());
        using var body = Body(sink, "a");

        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => sink.LoadAsync(SampleLoads.Planned(new LoadBatch(0, [], 1, body)), default));
        Assert.Contains("broken pipe", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blackhole_accounts_for_rows_and_offsets_and_writes_no_body()
    {
        await using var sink = new BlackholeSink();
        using var body = Body(sink, "a", "b");
        IReadOnlyList<OffsetRange> ranges = [new OffsetRange(0, 5, 9, 4)];

        var receipt = await sink.LoadAsync(SampleLoads.Planned(new LoadBatch(0, ranges, 2, body)), default);
        Assert.Equal((2, 0L), (receipt.Rows, receipt.Bytes));
        Assert.Same(ranges, receipt.Ranges);
    }

    private static LoadBody Body(ISink sink, params string[] messages)
    {
        var batch = SampleRows.Batch(0, 0, messages.Length, record => messages[record]);
        var body = new LoadBody();
        var writer = sink.CreateWriter(SampleRows.Schema);
        for (var row = 0; row < messages.Length; row++) writer.Append(batch.Rows, row, body);
        writer.Complete(body);
        return body;
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken pipe");
    }
}
