using System.Text;

namespace KongAkka.SandboxTests.StarRocks;

[Collection(MeasuredAlone.Name)]
public sealed class LoadTests : StarRocksTest
{
    private const string AccessLine =
        """{"log_time":"2026-01-02 03:04:05","stream":"stdout","client_ip":"10.0.0.1","response_time":0.25,"host_domain":"a-b.example","request_url":"/x","status_code":200,"project_name":"a","original_message":"한글 \"x\"\t\u0000"}""";

    [Fact]
    public async Task A_load_goes_over_the_redirect_and_its_rows_can_be_selected()
    {
        var answer = await Client.LoadAsync("KONG_ACCESS_LOG", $"[{AccessLine}]", StreamLoadClient.Json("first"));

        Assert.Equal("Success", answer.Status);
        Assert.Equal((1, 1, 0), answer.Rows);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("VISIBLE", await Client.StateAsync("first"));
        Assert.Equal(
            ["""["2026-01-02 03:04:05","stdout","10.0.0.1",0.25,"a-b.example","/x",200,"a","한글 \"x\"\t\u0000"]"""],
            await Client.SelectAsync("SELECT * FROM KONG_ACCESS_LOG"));
    }

    [Fact]
    public async Task Rows_of_any_length_come_through_whole_across_the_pieces_they_are_read_in()
    {
        var lengths = Enumerable.Range(0, 400).Select(i => i * 163 % 65533).ToArray();
        var rows = lengths.Select(length => $$"""{"message":"{{new string('x', length)}}"}""");

        var answer = await Client.LoadAsync("kong_log_events", $"[{string.Join(",\n", rows)}]");

        Assert.Equal((400, 400, 0), answer.Rows);
        Assert.Equal([$"[{lengths.Sum()}]"], await Client.SelectAsync("SELECT sum(length(message)) FROM kong_log_events"));
    }

    [Fact]
    public async Task A_row_longer_than_a_piece_is_read_too()
    {
        var answer = await Client.LoadAsync("kong_log_events", $$"""[{"more":"{{new string('x', 3_000_000)}}","message":"m"}]""");

        Assert.Equal((1, 1, 0), answer.Rows);
    }

    [Fact]
    public async Task Loads_in_parallel_keep_every_row_once_whatever_becomes_of_the_others()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(load => Task.Run(async () =>
        {
            var rows = Enumerable.Range(0, 3000).Select(row => $$"""{"stream":"{{load}}","message":"{{row}}"}""");
            var spoiled = load % 3 == 0 ? ",{\"stream\":\"far too long for its column\"}" : "";
            return (Load: load, Answer: await Client.LoadAsync("kong_log_events", $"[{string.Join(',', rows)}{spoiled}]", StreamLoadClient.Json($"p{load}")));
        })));

        Assert.All(answers, a => Assert.Equal(a.Load % 3 == 0 ? "Fail" : "Success", a.Answer.Status));
        var good = Enumerable.Range(0, 24).Where(load => load % 3 != 0).Select(load => $"[\"{load}\",3000,3000]").Order(StringComparer.Ordinal);
        Assert.Equal(good, await Client.SelectAsync("SELECT stream, count(*), count(DISTINCT message) FROM kong_log_events GROUP BY stream ORDER BY stream"));
    }

    [Fact]
    public async Task Of_two_loads_under_one_label_at_the_same_time_one_is_taken()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Client.LoadAsync("kong_log_events", """[{"message":"m"}]""", StreamLoadClient.Json("same")))));

        Assert.Single(answers, a => a.Status == "Success");
        Assert.Equal(7, answers.Count(a => a.Status == "Label Already Exists"));
        Assert.Equal(1, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task A_body_of_a_hundred_megabytes_is_read_in_pieces_and_all_or_nothing()
    {
        var line = Encoding.UTF8.GetBytes(AccessLine + ",");
        var lines = (100 << 20) / line.Length;
        var headers = StreamLoadClient.Json();
        headers["ignore_json_size"] = "true";

        var refused = await Client.LoadAsync("KONG_ACCESS_LOG", () => new RepeatedContent(line, lines, "{\"status_code\":\"x\"}]"), headers);
        Assert.Equal((lines + 1, lines, 1), refused.Rows);
        Assert.Equal(0, await Client.CountAsync("KONG_ACCESS_LOG"));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var loaded = await Client.LoadAsync("KONG_ACCESS_LOG", () => new RepeatedContent(line, lines, "{\"status_code\":1}]"), headers);

        Assert.Equal("Success", loaded.Status);
        Assert.Equal(lines + 1, await Client.CountAsync("KONG_ACCESS_LOG"));
        // Less than the body, with room for what the end of other tests allocates meanwhile.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 80 << 20);
    }

    [Fact]
    public async Task JSON_beyond_a_hundred_megabytes_needs_its_header()
    {
        using var connection = new RawConnection(Server.BackendUrl);
        connection.Send(RawConnection.PutHead("/api/quickstart/kong_log_events/_stream_load", "label: large", "Expect: 100-continue", "Content-Length: 104857601"));

        Assert.Contains("exceed the max size [104857600]", connection.ReadAnswer(), StringComparison.Ordinal);
        Assert.Equal("UNKNOWN", await Client.StateAsync("large"));
    }
}
