using System.Text.Json.Nodes;

namespace KongAkka.Service.Http.Flink;

/// <summary>Checkpoints as Flink shows them. A job here has none: each of its loads is a commit of its own in the journal. The shapes stand as of a job that has not taken any yet.</summary>
internal static class FlinkCheckpoints
{
    private const int TimeoutMilliseconds = 600_000;
    private static readonly string[] Summarized = ["checkpointed_size", "state_size", "end_to_end_duration", "alignment_buffered", "processed_data", "persisted_data"];
    private static readonly string[] Percentiles = ["p50", "p90", "p95", "p99", "p999"];

    /// <summary><c>/jobs/:jobid/checkpoints</c>.</summary>
    public static JsonObject Statistics() => new()
    {
        ["counts"] = new JsonObject { ["restored"] = 0, ["total"] = 0, ["in_progress"] = 0, ["completed"] = 0, ["failed"] = 0 },
        ["summary"] = new JsonObject(Summarized.Select(name => KeyValuePair.Create(name, (JsonNode?)Summary()))),
        ["latest"] = new JsonObject { ["completed"] = null, ["savepoint"] = null, ["failed"] = null, ["restored"] = null },
        ["history"] = new JsonArray(),
    };

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

    private static JsonObject Summary()
    {
        var summary = new JsonObject { ["min"] = 0, ["max"] = 0, ["avg"] = 0 };
        foreach (var percentile in Percentiles) summary[percentile] = 0d;
        return summary;
    }
}
