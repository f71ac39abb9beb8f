using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Http.Flink;

/// <summary>What Flink tells of the whole cluster; here it is one process.</summary>
internal static class FlinkOverview
{
    private const string FlinkVersion = "2.0.0";
    private const int RefreshMilliseconds = 3000;

    private static string OwnVersion => $"kongakka {typeof(FlinkOverview).Assembly.GetName().Version!.ToString(3)}";

    /// <summary><c>/overview</c>; a slot is a subtask.</summary>
    /// <param name="jobs">The jobs.</param>
    public static JsonObject Of(IReadOnlyList<JobStatus> jobs) => new()
    {
        ["taskmanagers"] = 1,
        ["slots-total"] = jobs.Sum(j => j.Shape.Parallelism),
        ["slots-available"] = jobs.Where(j => j.State.IsEnd()).Sum(j => j.Shape.Parallelism),
        ["jobs-running"] = jobs.Count(j => !j.State.IsEnd()),
        ["jobs-finished"] = jobs.Count(j => j.State == JobState.Finished),
        ["jobs-cancelled"] = jobs.Count(j => j.State == JobState.Canceled),
        ["jobs-failed"] = jobs.Count(j => j.State == JobState.Failed),
        ["flink-version"] = FlinkVersion,
        ["flink-commit"] = OwnVersion,
    };

    /// <summary><c>/config</c>.</summary>
    /// <param name="settings">Whether anything can be changed.</param>
    public static JsonObject Configuration(AdminSettings settings) => new()
    {
        ["refresh-interval"] = RefreshMilliseconds,
        ["timezone-name"] = TimeZoneInfo.Local.StandardName,
        ["timezone-offset"] = (long)TimeZoneInfo.Local.GetUtcOffset(DateTimeOffset.UtcNow).TotalMilliseconds,
        ["flink-version"] = FlinkVersion,
        ["flink-revision"] = OwnVersion,
        ["features"] = new JsonObject { ["web-submit"] = false, ["web-cancel"] = !settings.ReadOnly, ["web-rescale"] = false, ["web-history"] = false },
    };

    /// <summary><c>/jobs</c>.</summary>
    /// <param name="jobs">The jobs.</param>
    public static JsonObject Ids(IReadOnlyList<JobStatus> jobs) =>
        new() { ["jobs"] = new JsonArray([.. jobs.Select(j => new JsonObject { ["id"] = j.Id, ["status"] = StateWords.Of(j.State) })]) };

    /// <summary><c>/jobs/overview</c>.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="now">The present time.</param>
    public static JsonObject Jobs(IReadOnlyList<JobStatus> jobs, DateTimeOffset now) => new() { ["jobs"] = new JsonArray([.. jobs.Select(j => Job(j, now))]) };

    private static JsonObject Job(JobStatus job, DateTimeOffset now) => new()
    {
        ["jid"] = job.Id,
        ["name"] = job.Name,
        ["start-time"] = FlinkTime.Of(job.Started),
        ["end-time"] = FlinkTime.Of(job.Ended),
        ["duration"] = FlinkTime.Between(job.Started, job.Ended ?? now),
        ["state"] = StateWords.Of(job.State),
        ["last-modification"] = FlinkTime.Of(job.LastChange),
        ["tasks"] = Tasks(job),
        ["pending-operators"] = 0,
    };

    private static JsonObject Tasks(JobStatus job)
    {
        var tasks = new JsonObject { ["total"] = job.Shape.Parallelism };
        foreach (var state in StateWords.OfTasks) tasks[state.ToLowerInvariant()] = state == StateWords.OfTask(job.State) ? job.Shape.Parallelism : 0;
        return tasks;
    }
}
