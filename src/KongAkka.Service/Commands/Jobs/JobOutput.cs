using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KongAkka.Service.Commands.Rejects;

namespace KongAkka.Service.Commands.Jobs;

/// <summary>Prints what a running service said: for a program, for a terminal or for a plain file.</summary>
/// <param name="output">Where to print.</param>
/// <param name="asJson">Whether to print JSON.</param>
/// <param name="isTerminal">Whether a person looks at it.</param>
internal sealed class JobOutput(TextWriter output, bool asJson, bool isTerminal)
{
    private static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints all jobs.</summary>
    /// <param name="said"><c>{"jobs":[…]}</c>.</param>
    public void WriteList(JsonObject said)
    {
        if (WroteJson(said)) return;
        var jobs = Items(said, "jobs");
        Write(new TextTable("name", "id", "state", ">records", ">rows in table", ">loads", "started").AddRows(
            jobs.Select(j => (string[])[Text(j, "name"), Text(j, "id"), State(j), Text(j, "records"), Text(j, "loadedRows"), Text(j, "loads"), Text(j, "started")])));
        foreach (var job in jobs.Where(j => Text(j, "failure").Length > 0)) output.WriteLine($"{Text(job, "name")}: {RejectedText.Printable(Text(job, "failure"))}");
    }

    /// <summary>Prints a job.</summary>
    /// <param name="job">The job.</param>
    public void WriteJob(JsonObject job)
    {
        if (WroteJson(job)) return;
        string[] lists = ["states", "failures", "decisions"];
        Write(new TextTable("what", "value").AddRows(job.Where(f => f.Value is not null && !lists.Contains(f.Key)).Select(f => (string[])[f.Key, Plain(f.Value)])));
        Write(new TextTable("state", "since").AddRows(((JsonObject)job["states"]!).Select(s => (string[])[s.Key, Plain(s.Value)])));
        var failures = Items(job, "failures");
        if (failures.Count > 0) Write(new TextTable("failed", "why").AddRows(failures.Select(f => (string[])[Text(f, "at"), Text(f, "message")])));
        if (Items(job, "decisions").Count > 0) WriteDecisions(job, Text(job, "name"));
    }

    /// <summary>Prints what a person is asked to decide.</summary>
    /// <param name="said"><c>{"decisions":[…]}</c>.</param>
    /// <param name="job">The job, as it was named.</param>
    public void WriteDecisions(JsonObject said, string job)
    {
        if (WroteJson(said)) return;
        var decisions = Items(said, "decisions");
        if (decisions.Count == 0) output.WriteLine($"Job {job} waits for no decision.");
        foreach (var decision in decisions)
        {
            var ranges = Items(decision, "ranges").Select(r => $"partition {Text(r, "partition")}: {Text(r, "first")} to before {Text(r, "next")}, {Text(r, "records")} records");
            string[][] rows =
            [
                ["label", Text(decision, "label")], ["state at the sink", Text(decision, "state")], ["table", Text(decision, "table")], ["rows", Text(decision, "rows")],
                ["age", $"{Text(decision, "ageSeconds")} s, planned at {Text(decision, "plannedAt")}"], .. ranges.Select(r => (string[])["offsets", r]),
            ];
            Write(new TextTable("load", "in doubt").AddRows(rows));
            output.WriteLine("Whether its rows are there shows:");
            output.WriteLine($"  {Text(decision, "query")}");
            output.WriteLine($"Then: kongakka job resolve {job} {Text(decision, "label")} --as loaded, or --as reload");
        }
    }

    /// <summary>Prints the savepoints there are.</summary>
    /// <param name="said"><c>{"savepoints":[…]}</c>.</param>
    public void WriteSavepoints(JsonObject said)
    {
        if (WroteJson(said)) return;
        var savepoints = Items(said, "savepoints");
        if (savepoints.Count == 0) output.WriteLine("There are no savepoints.");
        else
        {
            Write(new TextTable("taken", "job", "drained", "offsets", ">bytes", "path").AddRows(savepoints.Select(s => (string[])
                [Text(s, "takenAt"), Text(s, "kind") == "flink" ? "(Flink's)" : Text(s, "job"), s["fault"] is null ? Text(s, "drained") : "unusable", Text(s, "positions"), Text(s, "bytes"), Text(s, "path")])));
        }

        foreach (var savepoint in savepoints.Where(s => s["fault"] is not null)) output.WriteLine(RejectedText.Printable(Text(savepoint, "fault")));
    }

    /// <summary>Says that something was done.</summary>
    /// <param name="said">What the service said.</param>
    /// <param name="done">It in words.</param>
    public void WriteDone(JsonObject said, string done)
    {
        if (!WroteJson(said)) output.WriteLine(done);
    }

    /// <summary>Prints a tree of settings.</summary>
    /// <param name="settings">The settings.</param>
    public void WriteSettings(JsonObject settings)
    {
        if (!WroteJson(settings)) output.WriteLine(settings.ToJsonString(Indented));
    }

    private bool WroteJson(JsonObject said)
    {
        if (asJson) output.WriteLine(said.ToJsonString(Readable));
        return asJson;
    }

    private void Write(TextTable table) => table.Write(output, isTerminal);

    private static List<JsonObject> Items(JsonObject said, string name) => [.. (said[name] as JsonArray ?? []).OfType<JsonObject>()];

    private static string State(JsonObject job) => job["paused"] is JsonValue paused && paused.TryGetValue<bool>(out var isPaused) && isPaused ? $"{Text(job, "state")}, paused" : Text(job, "state");

    private static string Text(JsonObject from, string name) => Plain(from[name]);

    private static string Plain(JsonNode? value) => value switch
    {
        JsonObject fields => string.Join(", ", fields.Select(f => $"{f.Key}: {Plain(f.Value)}")),
        null => "",
        _ => value.ToString(),
    };
}
