using System.Text.Json;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Tests.Pipeline.StarRocks.Tables;

public sealed class TableCheckTests
{
    [Fact]
    public async Task The_columns_are_asked_for_over_the_http_sql_api()
    {
        await using var cluster = new FakeCluster();
        using var check = new TableCheck(cluster.Settings);
        cluster.Frontend.Script = async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.ReplyAsync(200, cluster.Columns);
        };

        Assert.Empty(await check.FindAsync(SampleRows.Schema, default));
        var request = cluster.Frontend.Requests.First();
        Assert.Equal("/api/v1/catalogs/default_catalog/databases/quickstart/sql", request.Path);
        Assert.StartsWith("Basic ", request.Headers["Authorization"], StringComparison.Ordinal);
        using var query = JsonDocument.Parse(request.Body);
        Assert.Contains("table_schema = 'quickstart' AND table_name = 'KONG_ACCESS_LOG'", query.RootElement.GetProperty("query").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, """{"status":"FAILED","msg":"Unknown database 'quickstart'"}""", FindingKind.Fails, "Unknown database")]
    [InlineData(200, """{"status":"FAILED","msg":"Access denied; you need (at least one of) the SELECT privilege(s)"}""", FindingKind.Fails, "privilege")]
    [InlineData(404, "not found", FindingKind.Warns, "HTTP 404")]
    [InlineData(200, """{"status":"FAILED","msg":"Only support SELECT"}""", FindingKind.Warns, "Only support SELECT")]
    [InlineData(500, """{"status":"FAILED","msg":"No backend alive."}""", FindingKind.Unavailable, "No backend alive")]
    [InlineData(401, "Access denied for user", FindingKind.Unavailable, "credentials")]
    [InlineData(503, "starting", FindingKind.Unavailable, "HTTP 503")]
    [InlineData(200, "", FindingKind.Unavailable, "cannot be read")]
    [InlineData(200, """{"connectionId":7}""", FindingKind.Unavailable, "cannot be read")]
    [InlineData(200, """{"data":["log_time","datet""", FindingKind.Unavailable, "cannot be read")]
    public async Task A_refusal_is_told_in_its_words(int status, string body, FindingKind kind, string words)
    {
        await using var cluster = new FakeCluster();
        using var check = new TableCheck(cluster.Settings);
        cluster.Frontend.Script = exchange => exchange.ReplyAsync(status, body);

        var finding = Assert.Single(await check.FindAsync(SampleRows.Schema, default));
        Assert.Equal(kind, finding.Kind);
        Assert.Contains(words, finding.What, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public async Task A_frontend_that_cannot_be_reached_is_named_and_left_for_the_next()
    {
        await using var cluster = new FakeCluster();
        using var check = new TableCheck(cluster.Settings with { LoadUrls = [new Uri("http://127.0.0.1:1"), cluster.Frontend.Url] });

        var finding = Assert.Single(await check.FindAsync(SampleRows.Schema, default));
        Assert.Equal(FindingKind.Unavailable, finding.Kind);
        Assert.Contains("127.0.0.1:1", finding.What, StringComparison.Ordinal);
        Assert.Empty(await check.FindAsync(SampleRows.Schema, default));
    }
}
