using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KongAkka.Jobs.Savepoints;
using KongAkka.Tests.Layout;

namespace KongAkka.Tests.Service.Http;

public sealed partial class FlinkShapeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Of the failure below; Java's <c>ObjectInputStream</c> made of it a <c>SerializedThrowable</c> with the same texts.</summary>
    private const string ReadByJava =
        "rO0ABXNyAClvcmcuYXBhY2hlLmZsaW5rLnV0aWwuU2VyaWFsaXplZFRocm93YWJsZWUWnfUfpxPzAgADTAAZZnVsbFN0cmluZ2lmaWVkU3RhY2tUcmFjZXQAEkxqYXZhL2xhbmcvU3RyaW5nO0wAFm9yaWdpbmFs"
        + "RXJyb3JDbGFzc05hbWVxAH4AAVsAE3NlcmlhbGl6ZWRFeGNlcHRpb250AAJbQnhyABNqYXZhLmxhbmcuRXhjZXB0aW9u0P0fPho7HMQCAAB4cgATamF2YS5sYW5nLlRocm93YWJsZdXGNSc5d7jLAwAETAAFY2F1"
        + "c2V0ABVMamF2YS9sYW5nL1Rocm93YWJsZTtMAA1kZXRhaWxNZXNzYWdlcQB+AAFbAApzdGFja1RyYWNldAAeW0xqYXZhL2xhbmcvU3RhY2tUcmFjZUVsZW1lbnQ7TAAUc3VwcHJlc3NlZEV4Y2VwdGlvbnN0ABBM"
        + "amF2YS91dGlsL0xpc3Q7eHBwfAAAAAAAAAAXTm8gcm9vbTogw6TigqztoL3tsqXAgC5wcHh8AAAAAAAAAFBvcmcuYXBhY2hlLmZsaW5rLnJ1bnRpbWUuY2hlY2twb2ludC5DaGVja3BvaW50RXhjZXB0aW9uOiBO"
        + "byByb29tOiDDpOKCrO2gve2ypcCALnwAAAAAAAAAN29yZy5hcGFjaGUuZmxpbmsucnVudGltZS5jaGVja3BvaW50LkNoZWNrcG9pbnRFeGNlcHRpb25w";

    private const string File = "tests/KongAkka.Tests/Service/Http/flink-recordings.jsonl";

    /// <summary>Null on one side: there are no checkpoints here, there were no savepoints of some kinds there, and a checkpoint has no savepoint's format.</summary>
    private static readonly string[] MayBeNull = ["completed", "restored", "savepoint", "failed", "savepointFormat"];

    /// <summary>Each load is a commit of its own in the journal: there is no checkpoint to take, and the answer says what there is instead.</summary>
    private const string Refused = "trigger a checkpoint";

    public static TheoryData<string, string> Recordings()
    {
        var data = new TheoryData<string, string>();
        foreach (var recording in All()) data.Add($"{recording["method"]} {recording["path"]} {recording["note"]}", recording.ToJsonString());
        return data;
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Every_answer_has_the_status_and_the_shape_that_Flink_gave(string name, string line)
    {
        await using var host = await AdminHost.StartAsync();
        var (recording, ended) = (JsonNode.Parse(line)!, Operations());
        host.Jobs.Jobs = [.. host.Jobs.Jobs.Select(j => j.Id == FakeJobs.RunningId ? j with { Savepoints = ended, Restored = new RestoredSavepoint("/savepoints/savepoint-493d4d-11bb3c04df8e", Start) } : j)];
        foreach (var prefix in new[] { "", "/v1" })
        {
            var answer = await host.SendAsync((string)recording["method"]!, prefix + OurPath(recording), recording["body"]?.ToJsonString());
            var isRefused = (string?)recording["note"] == Refused;
            Assert.Equal(isRefused ? 501 : (int)recording["status"]!, answer.Status);
            Compare(isRefused ? JsonNode.Parse("""{"errors":[""]}""") : recording["response"], JsonNode.Parse(answer.Text), name.Split('?', ' ')[1]);
        }
    }

    [Fact]
    public async Task A_failure_can_be_made_a_throwable_of_by_a_client_in_Java()
    {
        await using var host = await AdminHost.StartAsync();
        host.Jobs.Savepoints = request => new SavepointOperation(request.Trigger, 1, Start) { Failure = "No room: \u00e4\u20ac\ud83d\udca5\0.", EndedAt = Start };
        await host.SendAsync("POST", "/jobs/running/savepoints", $$"""{"triggerId":"{{FakeJobs.RunningId}}"}""");
        var cause = (await host.GetAsync($"/jobs/running/savepoints/{FakeJobs.RunningId}"))["operation"]!["failure-cause"]!;
        var bytes = Convert.FromBase64String((string)cause["serialized-throwable"]!);
        var recorded = (string)Recorded("55da686543f8452fa87e0fbb74b49e3f")["operation"]!["failure-cause"]!["serialized-throwable"]!;
        var head = Convert.FromBase64String(recorded[..(recorded.IndexOf('…', StringComparison.Ordinal) / 4 * 4)]);
        Assert.Equal(head, bytes[..head.Length]);
        Assert.Equal(ReadByJava, Convert.ToBase64String(bytes));
    }

    [Fact]
    public async Task The_names_of_metrics_are_among_ours()
    {
        await using var host = await AdminHost.StartAsync();
        var flink = ((JsonArray)Recorded("/metrics")).Select(m => (string)m!["id"]!);
        var ours = ((JsonArray)await host.GetAsync($"/jobs/{FakeJobs.RunningId}/metrics")).Select(m => (string)m!["id"]!);
        Assert.Empty(flink.Except(ours));
    }

    private static IEnumerable<JsonNode> All() => Repository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);

    private static JsonNode Recorded(string path) =>
        All().First(r => ((string)r["path"]!).EndsWith(path, StringComparison.Ordinal))["response"]!;

    /// <summary>The savepoints whose results were recorded, with the same ends.</summary>
    private static IReadOnlyList<SavepointOperation> Operations() =>
    [
        .. All().Where(r => r["response"] is JsonObject o && o.ContainsKey("operation")).Select((r, i) =>
            new SavepointOperation(((string)r["path"]!).Split('/')[^1], i + 1, Start)
            {
                Location = (string?)r["response"]!["operation"]!["location"],
                Failure = (string?)r["response"]!["operation"]!["failure-cause"]?["stack-trace"],
                EndedAt = Start,
            }),
    ];

    private static string OurPath(JsonNode recording)
    {
        var isCanceled = (string?)(recording["response"] as JsonObject)?["state"] == "CANCELED";
        var isFinished = ((string?)recording["note"] ?? "").EndsWith("a finished job", StringComparison.Ordinal);
        var id = isFinished ? FakeJobs.FinishedId : isCanceled ? FakeJobs.CanceledId : FakeJobs.RunningId;
        // The numbers of savepoints here are not those of the checkpoints there.
        return JobId().Replace(((string)recording["path"]!).Replace("details/2", "details/1", StringComparison.Ordinal), match => match.Value.All(c => c == '0') ? match.Value : id, 1);
    }

    private static void Compare(JsonNode? flink, JsonNode? ours, string where)
    {
        if ((ours is null && flink is null) || ((ours is null || flink is null) && MayBeNull.Contains(where.Split('/')[^1]))) return;
        Assert.True(Kind(flink) == Kind(ours), $"{where}: {Kind(flink)} in Flink, {Kind(ours)} here");
        if (flink is JsonObject theirs)
        {
            if (where.EndsWith("/tasks", StringComparison.Ordinal)) (theirs, ours) = (ByAnyVertex(theirs), ByAnyVertex(ours!.AsObject()));
            Assert.Equal(theirs.Select(f => f.Key).Order(StringComparer.Ordinal), ours!.AsObject().Select(f => f.Key).Order(StringComparer.Ordinal));
            foreach (var (name, value) in theirs) Compare(value, ours![name], $"{where}/{name}");
        }
        else if (flink is JsonArray { Count: > 0 } list)
        {
            var kind = (list[0] as JsonObject)?["className"]?.ToString();
            foreach (var item in (JsonArray)ours!)
            {
                if ((item as JsonObject)?["className"]?.ToString() == kind) Compare(list[0], item, $"{where}/0");
            }
        }
    }

    /// <summary>What is keyed by the ids of vertices is compared under one name; counts by state stay as they are.</summary>
    private static JsonObject ByAnyVertex(JsonObject tasks) =>
        new(tasks.Select(t => KeyValuePair.Create(JobId().IsMatch(t.Key) ? "vertex" : t.Key, t.Value?.DeepClone())));

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => JsonValueKind.Null,
        JsonValueKind.False => JsonValueKind.True,
        { } kind => kind,
    };

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex JobId();
}
