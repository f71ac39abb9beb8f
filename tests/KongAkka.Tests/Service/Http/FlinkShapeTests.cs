using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KongAkka.Tests.Layout;

namespace KongAkka.Tests.Service.Http;

public sealed partial class FlinkShapeTests
{
    private const string File = "tests/KongAkka.Tests/Service/Http/flink-recordings.jsonl";

    /// <summary>Flink gives null where there is no such checkpoint, and there are none here.</summary>
    private static readonly string[] MayBeNull = ["completed", "restored", "savepoint", "failed"];

    public static TheoryData<string, string, int, string> Recordings()
    {
        var data = new TheoryData<string, string, int, string>();
        foreach (var line in Repository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var recording = JsonNode.Parse(line)!;
            data.Add((string)recording["method"]!, (string)recording["path"]!, (int)recording["status"]!, recording["response"]!.ToJsonString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Every_answer_has_the_status_and_the_shape_that_Flink_gave(string method, string path, int status, string recorded)
    {
        await using var host = await AdminHost.StartAsync();
        var flink = JsonNode.Parse(recorded);
        foreach (var prefix in new[] { "", "/v1" })
        {
            var answer = await host.SendAsync(method, prefix + OurPath(path, flink, status));
            Assert.Equal(status, answer.Status);
            Compare(flink, JsonNode.Parse(answer.Text), path);
        }
    }

    [Fact]
    public async Task The_names_of_metrics_are_among_ours()
    {
        await using var host = await AdminHost.StartAsync();
        var flink = ((JsonArray)Recorded("/metrics")).Select(m => (string)m!["id"]!);
        var ours = ((JsonArray)await host.GetAsync($"/jobs/{FakeJobs.RunningId}/metrics")).Select(m => (string)m!["id"]!);
        Assert.Empty(flink.Except(ours));
    }

    private static JsonNode Recorded(string path) =>
        Repository.Read(File).Split('\n').Select(line => JsonNode.Parse(line)!).First(r => ((string)r["path"]!).EndsWith(path, StringComparison.Ordinal))["response"]!;

    private static string OurPath(string path, JsonNode? flink, int status)
    {
        var id = status == 409 ? FakeJobs.FinishedId : (string?)(flink as JsonObject)?["state"] == "CANCELED" ? FakeJobs.CanceledId : FakeJobs.RunningId;
        return JobId().Replace(path, match => match.Value.All(c => c == '0') ? match.Value : id, 1);
    }

    private static void Compare(JsonNode? flink, JsonNode? ours, string where)
    {
        if (ours is null && (flink is null || MayBeNull.Contains(where.Split('/')[^1]))) return;
        Assert.True(Kind(flink) == Kind(ours), $"{where}: {Kind(flink)} in Flink, {Kind(ours)} here");
        if (flink is JsonObject theirs)
        {
            Assert.Equal(theirs.Select(f => f.Key).Order(StringComparer.Ordinal), ours!.AsObject().Select(f => f.Key).Order(StringComparer.Ordinal));
            foreach (var (name, value) in theirs) Compare(value, ours![name], $"{where}/{name}");
        }
        else if (flink is JsonArray { Count: > 0 } list)
        {
            foreach (var item in (JsonArray)ours!) Compare(list[0], item, $"{where}/0");
        }
    }

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => JsonValueKind.Null,
        JsonValueKind.False => JsonValueKind.True,
        { } kind => kind,
    };

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex JobId();
}
