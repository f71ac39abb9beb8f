using System.Globalization;
using System.Text.Json.Nodes;
using KongAkka.Jobs;

namespace KongAkka.Service.Http.Flink;

/// <summary><c>/jobs/:jobid/metrics</c>: Flink's metrics of a job, and the counts that in Flink are those of its vertex. All values are texts.</summary>
internal static class FlinkMetrics
{
    private static readonly string[] NoCheckpoint =
    [
        "lastCheckpointSize", "lastCheckpointFullSize", "lastCheckpointProcessedData", "lastCheckpointPersistedData", "lastCheckpointDuration",
        "lastCheckpointCompletedTimestamp", "lastCheckpointRestoreTimestamp", "lastCompletedCheckpointId",
    ];

    private static readonly string[] Zero =
        ["numRescales", "deployingTime", "numberOfInProgressCheckpoints", "numberOfCompletedCheckpoints", "numberOfFailedCheckpoints", "totalNumberOfCheckpoints"];

    private static readonly (string Name, JobState State)[] Times =
    [
        ("initializingTime", JobState.Initializing), ("createdTime", JobState.Created), ("runningTime", JobState.Running), ("uptime", JobState.Running),
        ("restartingTime", JobState.Restarting), ("downtime", JobState.Restarting), ("failingTime", JobState.Failing), ("cancellingTime", JobState.Cancelling),
    ];

    /// <summary>The metrics of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The present time.</param>
    public static IReadOnlyDictionary<string, string> Of(JobStatus job, DateTimeOffset now)
    {
        var counters = job.Counters;
        var metrics = new OrderedDictionary<string, string> { ["lastCheckpointExternalPath"] = "n/a", ["numRestarts"] = Text(job.Restarts) };
        foreach (var name in NoCheckpoint) metrics[name] = "-1";
        foreach (var name in Zero) metrics[name] = "0";
        foreach (var (name, state) in Times) metrics[name] = Text(job.State == state ? FlinkTime.Between(job.LastChange, now) : 0);
        metrics["numRecordsIn"] = Text(counters.Records);
        metrics["numBytesIn"] = Text(counters.RecordBytes);
        metrics["numRecordsOut"] = Text(counters.Rows);
        metrics["numRecordsSend"] = Text(counters.LoadedRows);
        metrics["numBytesSend"] = Text(counters.LoadedBytes);
        return metrics;
    }

    /// <summary>The names.</summary>
    /// <param name="metrics">The metrics.</param>
    public static JsonArray Names(IReadOnlyDictionary<string, string> metrics) => [.. metrics.Keys.Select(name => new JsonObject { ["id"] = name })];

    /// <summary>The values of those that are asked for; a name that is none is left out.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="asked">The names.</param>
    public static JsonArray Values(IReadOnlyDictionary<string, string> metrics, IEnumerable<string> asked) =>
        [.. asked.Distinct().Where(metrics.ContainsKey).Select(name => new JsonObject { ["id"] = name, ["value"] = metrics[name] })];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
