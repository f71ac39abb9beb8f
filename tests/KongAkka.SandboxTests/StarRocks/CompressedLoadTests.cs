using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.Telemetry;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>The service's own sink with compressed bodies.</summary>
public sealed class CompressedLoadTests : StarRocksTest
{
    private const int Rows = 20_000;

    private readonly LogLines _log = new();

    [Theory]
    [InlineData(LoadCompression.None)]
    [InlineData(LoadCompression.Gzip)]
    [InlineData(LoadCompression.Lz4)]
    public async Task A_load_arrives_once_through_cut_connections(LoadCompression compression)
    {
        var schema = Rules.Create("access-log").Schema;
        var settings = new StarRocksSettings { LoadUrls = [Server.LoadUrl], Database = "quickstart", Table = "KONG_ACCESS_LOG", Compression = compression };
        var backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(20), Max = TimeSpan.FromMilliseconds(200) };
        var counters = new PathCounters();
        await using var sink = new StarRocksSink(settings, new SinkContext(schema, backoff, counters, _log, TimeProvider.System));
        await sink.OpenAsync(schema, default);
        foreach (var point in new[] { FaultPoint.BeforeBody, FaultPoint.DuringBody, FaultPoint.BeforeCommit }) Server.Faults.Next(Fault.Cut(point));
        using var body = Body(sink, schema);
        OffsetRange[] ranges = [new(0, 0, Rows, Rows)];
        var plan = new LoadPlan(0, LoadLabel.Of(Guid.NewGuid().ToString("N"), 0, ranges), "t", ranges, Rows, "rule", DateTimeOffset.UtcNow, 0);

        var receipt = await sink.LoadAsync(new PlannedLoad(plan, new LoadBatch(0, ranges, Rows, body)), default).WaitAsync(Eventually.Patience);

        Assert.Equal((Rows, 3), (receipt.Rows, (int)counters.Retries));
        Assert.Equal([$"[{Rows},{Rows},\"한글 {Rows - 1:D8}\"]"], await Client.SelectAsync("SELECT count(*), count(DISTINCT original_message), max(original_message) FROM KONG_ACCESS_LOG"));
    }

    private static LoadBody Body(StarRocksSink sink, RowSchema schema)
    {
        var rows = new RowBatch(schema);
        var body = new LoadBody();
        var writer = sink.CreateWriter(schema);
        for (var i = 0; i < Rows; i++)
        {
            var cells = rows.AddRow(i);
            cells.Fill(Cell.Null);
            cells[schema.Width - 1] = JsonText.Append($"한글 {i:D8}", rows);
            writer.Append(rows, i, body);
        }

        writer.Complete(body);
        return body;
    }
}
