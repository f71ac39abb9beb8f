using System.Text;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>Tables that change while loads come.</summary>
public sealed class AlteredTableTests : StarRocksTest
{
    private const string Table = "kong_log_events";
    private const string Row = """[{"time":"2026-01-02 03:04:05","stream":"stdout","message":"m"}]""";

    [Fact]
    public async Task A_narrower_or_required_column_filters_what_fitted_before()
    {
        Assert.Equal("Success", (await Client.LoadAsync(Table, Row)).Status);
        Server.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("stream", 3)));
        var narrow = await Client.LoadAsync(Table, Row);
        Server.AlterTable("quickstart", Table, t => t.Without("stream").With(t.Column("message").NotNull()));
        var required = await Client.LoadAsync(Table, """[{"time":"2026-01-02 03:04:05"}]""");

        Assert.Contains("column=stream, capacity=3", await Client.GetAsync(new Uri(narrow["ErrorURL"])), StringComparison.Ordinal);
        Assert.Contains("non-nullable column 'message'", await Client.GetAsync(new Uri(required["ErrorURL"])), StringComparison.Ordinal);
        Assert.Equal(["[\"time\",\"YES\"]", "[\"message\",\"NO\"]"],
            await Client.SelectAsync($"SELECT column_name, is_nullable FROM information_schema.columns WHERE table_name = '{Table}' ORDER BY ordinal_position"));
        Assert.Equal(1, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task A_column_may_be_added_and_dropped_over_HTTP_and_the_rows_stay()
    {
        await Client.LoadAsync(Table, Row);
        await PostAsync($$"""{"fault":"add-column","table":"{{Table}}","column":"more"}""");
        await PostAsync($$"""{"fault":"drop-column","table":"{{Table}}","column":"stream"}""");
        await PostAsync($$"""{"fault":"narrow-column","table":"{{Table}}","column":"message","bytes":1}""");
        await PostAsync($$"""{"fault":"require-column","table":"{{Table}}","column":"time"}""");
        await Client.LoadAsync(Table, """[{"time":"2026-01-02 03:04:06","more":"new"}]""");

        Assert.Equal(["""["2026-01-02 03:04:05","m",null]""", """["2026-01-02 03:04:06",null,"new"]"""], await Client.SelectAsync($"SELECT * FROM {Table} ORDER BY time"));
        Assert.Equal("too many filtered rows", (await Client.LoadAsync(Table, """[{"message":"m"}]""")).Message);
        Assert.Equal("too many filtered rows", (await Client.LoadAsync(Table, """[{"time":"2026-01-02","message":"mm"}]""")).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_load_that_runs_while_its_table_changes_fails_before_its_commit(bool isDropped)
    {
        Server.Faults.Next(Fault.Wait(FaultPoint.BeforeCommit, Timeout.InfiniteTimeSpan));
        var load = Client.LoadAsync(Table, Row, StreamLoadClient.Json("meanwhile"));
        await UntilAsync(() => Task.FromResult(Server.Faults.Waiting == 1));
        if (isDropped) Server.DropTable("quickstart", Table);
        else Server.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("more", 10)));
        Server.Faults.Release();

        var answer = await load;

        Assert.Equal("Fail", answer.Status);
        Assert.Contains("was altered while the load ran", answer.Message, StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("meanwhile"));
    }

    [Fact]
    public async Task A_table_with_a_committed_load_cannot_change_before_it_is_published()
    {
        Server.Faults.Next(Fault.PublishTimeout(Timeout.InfiniteTimeSpan));
        await Client.LoadAsync(Table, Row, StreamLoadClient.Json("committed"));

        Assert.Throws<InvalidOperationException>(() => Server.AlterTable("quickstart", Table, t => t.Without("stream")));
        Server.Faults.Release();
        await UntilAsync(async () => await Client.StateAsync("committed") == "VISIBLE");
        Server.AlterTable("quickstart", Table, t => t.Without("stream"));
        Assert.Equal(["[\"m\"]"], await Client.SelectAsync($"SELECT message FROM {Table}"));
    }

    private async Task PostAsync(string body)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(Server.LoadUrl, "/kongakka/faults"), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
