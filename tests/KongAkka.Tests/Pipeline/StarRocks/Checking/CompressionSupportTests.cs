using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Checking;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Tests.Pipeline.StarRocks.Checking;

public sealed class CompressionSupportTests
{
    [Theory]
    [InlineData("3.2.6-2585333", true)]
    [InlineData("2.5.8 4bb2b4e", true)]
    [InlineData("3.2.7-a1b2c3d", false)]
    [InlineData("3.3.0", false)]
    [InlineData("4.0.4-rc01", false)]
    [InlineData("main-a1b2c3d", false)]
    public void A_version_that_takes_compressed_bytes_for_rows_fails(string version, bool fails)
    {
        var finding = CompressionSupport.Find(LoadCompression.Gzip, new SqlAnswer.Rows([[version]]));
        Assert.Equal(fails ? FindingKind.Fails : null, finding?.Kind);
        if (fails) Assert.Contains($"from 3.2.7 on, and this is StarRocks {version}", finding!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_FE_that_tells_no_version_is_an_old_one() =>
        Assert.Equal(FindingKind.Fails, CompressionSupport.Find(LoadCompression.Lz4, new SqlAnswer.Refused("fe answered HTTP 404."))!.Kind);

    [Fact]
    public void An_FE_that_gives_no_answer_is_asked_again() =>
        Assert.Equal(FindingKind.Unavailable, CompressionSupport.Find(LoadCompression.Lz4, new SqlAnswer.Unanswered("fe cannot be reached."))!.Kind);

    [Theory]
    [InlineData(LoadCompression.Gzip, "4.0.4", 0)]
    [InlineData(LoadCompression.Gzip, "3.1.9", 1)]
    [InlineData(LoadCompression.None, "3.1.9", 0)]
    public async Task A_look_at_the_table_asks_for_the_version_where_it_matters(LoadCompression compression, string version, int findings)
    {
        await using var cluster = new FakeCluster();
        cluster.Sql = sql => sql.Contains("current_version", StringComparison.Ordinal) ? $$"""{"data":["{{version}}"]}""" + "\n" + """{"statistics":{}}""" + "\n" : "";
        using var check = new TableCheck(cluster.Settings with { Compression = compression });
        Assert.Equal(findings, (await check.FindAsync(SampleRows.Schema, default)).Count);
    }

    [Fact]
    public async Task A_BE_that_does_not_understand_the_body_stops_the_load_with_the_key_to_set()
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Fail", "illegal json started with \\u001f")));
        var failure = await Assert.ThrowsAsync<KongAkka.Pipeline.UnrecoverableException>(() => cluster.LoadAsync());
        Assert.Contains("sink.starrocks.compression = none", failure.Remedy, StringComparison.Ordinal);
    }
}
