using System.Globalization;
using System.Text.Json.Nodes;
using KongAkka.Jobs;

namespace KongAkka.Service.Http.Flink;

/// <summary>One job as Flink shows it.</summary>
internal static class FlinkJob
{
    private const int MaxParallelism = 128;

    /// <summary><c>/jobs/:jobid</c>.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The present time.</param>
    public static JsonObject Of(JobStatus job, DateTimeOffset now) => new()
    {
        ["jid"] = job.Id,
        ["name"] = job.Name,
        ["isStoppable"] = false,
        ["state"] = StateWords.Of(job.State),
        ["job-type"] = "STREAMING",
        ["start-time"] = FlinkTime.Of(job.Started),
        ["end-time"] = FlinkTime.Of(job.Ended),
        ["duration"] = FlinkTime.Between(job.Started, job.Ended ?? now),
        ["maxParallelism"] = -1,
        ["now"] = FlinkTime.Of(now),
        ["timestamps"] = Timestamps(job),
        ["vertices"] = new JsonArray(Vertex(job, now)),
        ["status-counts"] = Counts(job, 1),
        ["plan"] = FlinkPlan.Of(job),
        ["pending-operators"] = 0,
    };

    /// <summary><c>/jobs/:jobid/config</c>.</summary>
    /// <param name="job">The job.</param>
    public static JsonObject Configuration(JobStatus job)
    {
        var restarts = job.Shape.Restarts;
        var strategy = string.Create(CultureInfo.InvariantCulture, $"Exponential delay: from {restarts.Initial.TotalSeconds} s to {restarts.Max.TotalSeconds} s, each {restarts.Multiplier} times the one before");
        return new JsonObject
        {
            ["jid"] = job.Id,
            ["name"] = job.Name,
            ["execution-config"] = new JsonObject
            {
                ["restart-strategy"] = strategy,
                ["job-parallelism"] = job.Shape.Parallelism,
                ["object-reuse-mode"] = false,
                ["user-config"] = new JsonObject(),
            },
        };
    }

    private static JsonObject Timestamps(JobStatus job)
    {
        var timestamps = new JsonObject();
        foreach (var state in StateWords.OfJobs) timestamps[state] = 0L;
        foreach (var (state, at) in job.Entered) timestamps[StateWords.Of(state)] = FlinkTime.Of(at);
        return timestamps;
    }

    private static JsonObject Vertex(JobStatus job, DateTimeOffset now)
    {
        DateTimeOffset? started = job.Entered.TryGetValue(JobState.Running, out var running) ? running : null;
        return new JsonObject
        {
            ["id"] = FlinkPlan.Id(job, "vertex"),
            ["slotSharingGroupId"] = FlinkPlan.Id(job, "slot-sharing-group"),
            ["name"] = FlinkPlan.Name(job.Shape),
            ["maxParallelism"] = MaxParallelism,
            ["parallelism"] = job.Shape.Parallelism,
            ["status"] = StateWords.OfTask(job.State),
            ["start-time"] = FlinkTime.Of(started),
            ["end-time"] = FlinkTime.Of(job.Ended),
            ["duration"] = started is { } start ? FlinkTime.Between(start, job.Ended ?? now) : -1L,
            ["tasks"] = Counts(job, job.Shape.Parallelism),
            ["metrics"] = Metrics(job),
        };
    }

    private static JsonObject Counts(JobStatus job, int count)
    {
        var counts = new JsonObject();
        foreach (var state in StateWords.OfTasks) counts[state] = state == StateWords.OfTask(job.State) ? count : 0;
        return counts;
    }

    /// <summary>Unlike Flink, which counts between tasks alone, what is read is what came from Kafka and what is written is what is in the table.</summary>
    private static JsonObject Metrics(JobStatus job) => new()
    {
        ["read-bytes"] = job.Counters.RecordBytes,
        ["read-bytes-complete"] = true,
        ["write-bytes"] = job.Counters.LoadedBytes,
        ["write-bytes-complete"] = true,
        ["read-records"] = job.Counters.Records,
        ["read-records-complete"] = true,
        ["write-records"] = job.Counters.LoadedRows,
        ["write-records-complete"] = true,
        ["accumulated-backpressured-time"] = 0L,
        ["accumulated-idle-time"] = 0L,
        ["accumulated-busy-time"] = 0d,
    };
}
