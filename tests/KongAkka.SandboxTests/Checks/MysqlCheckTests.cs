using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.Telemetry;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.StarRocks;

namespace KongAkka.SandboxTests.Checks;

/// <summary>What is looked at over a query connection to StarRocks, before a start and by <c>check</c>.</summary>
public sealed class MysqlCheckTests : StarRocksTest
{
    private static readonly RowSchema Schema = Rules.Create("access-log").Schema;

    private readonly LogLines _log = new();

    [Theory]
    [InlineData(-2, "ahead of this machine's")]
    [InlineData(2, "behind this machine's")]
    [InlineData(0, null)]
    public async Task A_clock_that_is_far_is_found(int hours, string? words)
    {
        using var check = new MysqlCheck(Settings(), new SetClock { Now = DateTimeOffset.UtcNow.AddHours(hours) });
        var findings = await check.FindAsync(Schema, default);
        Assert.Equal(words is null ? [] : [FindingKind.Warns], findings.Select(f => f.Kind));
        Assert.All(findings, f => Assert.Contains(words!, f.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_without_the_right_to_insert_ends_before_a_row_is_sent()
    {
        Server.MayInsert = false;
        await using var sink = new MysqlSink(Settings(), Context());
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => sink.OpenAsync(Schema, default));
        Assert.Contains("may not insert into quickstart.KONG_ACCESS_LOG", failure.What, StringComparison.Ordinal);
        Assert.Empty(Server.Labels.Known());
    }

    [Fact]
    public async Task A_start_tells_that_labels_are_trusted_for_too_long()
    {
        await using var sink = new MysqlSink(Settings() with { LabelKeepTime = TimeSpan.FromDays(30), LabelKeepNum = LabelRetention.Default.Count + 1 }, Context());
        await sink.OpenAsync(Schema, default);
        Assert.Equal(2, _log.CountOf("Warning: The FEs keep labels for"));
        Assert.Equal(1, _log.CountOf("sink.mysql.label-keep-max-num trusts them for 1001"));
    }

    private MysqlSettings Settings()
    {
        Assert.True(MysqlAddress.TryParse($"Server=127.0.0.1;Port={Server.QueryEndPoint.Port};User ID=root;SslMode=None;Database=quickstart", null, null, out var address, out var fault), fault);
        return new MysqlSettings { ConnectionString = address.ConnectionString, Database = "quickstart", Table = "KONG_ACCESS_LOG" };
    }

    private SinkContext Context() => new(Schema, Backoff.Default, new PathCounters(), _log, TimeProvider.System);
}
