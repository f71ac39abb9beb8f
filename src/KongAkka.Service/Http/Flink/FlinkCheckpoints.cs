using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;

namespace KongAkka.Service.Http.Flink;

/// <summary>Checkpoints as Flink shows them. A job here has none but its savepoints: each of its loads is a commit of its own in the journal.</summary>
internal static class FlinkCheckpoints
{
    private const int TimeoutMilliseconds = 600_000;
    private static readonly string[] Summarized = ["checkpointed_size", "state_size", "end_to_end_duration", "alignment_buffered", "processed_data", "persisted_data"];
    private static readonly (string Name, double Share)[] Percentiles = [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)];

    /// <summary><c>/jobs/:jobid/checkpoints</c>: the latest savepoints that were asked for in this process.</summary>
    /// <param name="job">The job.</param>
    public static JsonObject Statistics(JobStatus job)
    {
        List<SavepointOperation> completed = [.. job.Savepoints.Where(s => s.Location is not null)], failed = [.. job.Savepoints.Where(s => s.Failure is not null)];
        return new JsonObject
        {
            ["counts"] = new JsonObject
            {
                ["restored"] = job.Restored is null ? 0 : 1,
                ["total"] = job.Savepoints.Count,
                ["in_progress"] = job.Savepoints.Count - completed.Count - failed.Count,
                ["completed"] = completed.Count,
                ["failed"] = failed.Count,
            },
            ["summary"] = Summaries(completed),
            ["latest"] = new JsonObject
            {
                ["completed"] = null,
                ["savepoint"] = completed.Count > 0 ? Of(job, completed[0]) : null,
                ["failed"] = failed.Count > 0 ? Of(job, failed[0]) : null,
                ["restored"] = job.Restored is { } restored ? Of(restored) : null,
            },
            ["history"] = new JsonArray([.. job.Savepoints.Select(s => Of(job, s))]),
        };
    }

    /// <summary><c>/jobs/:jobid/checkpoints/details/:checkpointid</c>: a savepoint, and its share by vertices, of which there is one.</summary>
    /// <param name="job">The job.</param>
    /// <param name="savepoint">One of its savepoints.</param>
    public static JsonObject Details(JobStatus job, SavepointOperation savepoint)
    {
        var json = Of(job, savepoint);
        json["tasks"] = new JsonObject { [FlinkPlan.Id(job, "vertex")] = Figures(job, savepoint) };
        return json;
    }

    // The number that it had in the job that took it is not kept.
    private static JsonObject Of(RestoredSavepoint savepoint) => new()
    {
        ["id"] = 0,
        ["restore_timestamp"] = FlinkTime.Of(savepoint.At),
        ["is_savepoint"] = true,
        ["external_path"] = "file:" + savepoint.Path,
    };

    private static JsonObject Of(JobStatus job, SavepointOperation savepoint)
    {
        var json = Figures(job, savepoint);
        json.Insert(0, "className", ((string)json["status"]!).ToLowerInvariant());
        json["is_savepoint"] = true;
        json["savepointFormat"] = "CANONICAL";
        json["trigger_timestamp"] = FlinkTime.Of(savepoint.TriggeredAt);
        json["checkpoint_type"] = "SAVEPOINT";
        json["tasks"] = new JsonObject();
        if (savepoint.Location is { } location) (json["external_path"], json["discarded"]) = ("file:" + location, !File(location).Exists);
        if (savepoint.Failure is { } failure) (json["failure_timestamp"], json["failure_message"]) = (FlinkTime.Of(savepoint.EndedAt), failure);
        return json;
    }

    private static JsonObject Figures(JobStatus job, SavepointOperation savepoint)
    {
        var size = Size(savepoint);
        return new JsonObject
        {
            ["id"] = savepoint.Number,
            ["status"] = savepoint switch { { Location: not null } => "COMPLETED", { Failure: not null } => "FAILED", _ => "IN_PROGRESS" },
            ["latest_ack_timestamp"] = FlinkTime.Of(savepoint.EndedAt),
            ["checkpointed_size"] = size,
            ["state_size"] = size,
            ["end_to_end_duration"] = Duration(savepoint),
            ["alignment_buffered"] = 0,
            ["processed_data"] = 0,
            ["persisted_data"] = 0,
            ["num_subtasks"] = job.Shape.Parallelism,
            ["num_acknowledged_subtasks"] = savepoint.Location is null ? 0 : job.Shape.Parallelism,
        };
    }

    /// <summary><c>/jobs/:jobid/checkpoints/config</c>; the interval is Flink's number for none.</summary>
    public static JsonObject Configuration() => new()
    {
        ["mode"] = "exactly_once",
        ["interval"] = long.MaxValue,
        ["timeout"] = TimeoutMilliseconds,
        ["min_pause"] = 0,
        ["max_concurrent"] = 1,
        ["externalization"] = new JsonObject { ["enabled"] = false, ["delete_on_cancellation"] = true },
        ["state_backend"] = "journal",
        ["checkpoint_storage"] = "journal",
        ["unaligned_checkpoints"] = false,
        ["tolerable_failed_checkpoints"] = 0,
        ["aligned_checkpoint_timeout"] = 0,
        ["checkpoints_after_tasks_finish"] = true,
        ["state_changelog_enabled"] = false,
        ["changelog_periodic_materialization_interval"] = TimeoutMilliseconds,
        ["changelog_storage"] = "memory",
    };

    private static JsonObject Summaries(List<SavepointOperation> completed)
    {
        List<long> sizes = [.. completed.Select(Size).Order()], durations = [.. completed.Select(Duration).Order()];
        return new JsonObject(Summarized.Select(name => KeyValuePair.Create(name, (JsonNode?)Summary(name switch
        {
            "checkpointed_size" or "state_size" => sizes,
            "end_to_end_duration" => durations,
            _ => [],
        }))));
    }

    private static JsonObject Summary(List<long> sorted)
    {
        if (sorted.Count == 0) sorted = [0];
        var summary = new JsonObject { ["min"] = sorted[0], ["max"] = sorted[^1], ["avg"] = (long)sorted.Average() };
        foreach (var (name, share) in Percentiles) summary[name] = (double)sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
        return summary;
    }

    private static long Duration(SavepointOperation savepoint) => savepoint.EndedAt is { } ended ? Math.Max(0, (long)(ended - savepoint.TriggeredAt).TotalMilliseconds) : 0;

    private static long Size(SavepointOperation savepoint) => savepoint.Location is { } location && File(location) is { Exists: true } file ? file.Length : 0;

    private static FileInfo File(string location) => new(Path.Combine(location, "_metadata"));
}
