using System.Text.Json.Nodes;
using KongAkka.Jobs;

namespace KongAkka.Service.Http.Flink;

/// <summary><c>/jobs/:jobid/exceptions</c>: the failures of a job, the newest first.</summary>
internal static class FlinkExceptions
{
    /// <summary>The failures of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="most">The most to tell.</param>
    public static JsonObject Of(JobStatus job, int most) => new()
    {
        ["exceptionHistory"] = new JsonObject
        {
            ["entries"] = new JsonArray([.. job.Failures.Take(most).Select(Entry)]),
            ["truncated"] = job.HasOlderFailures || job.Failures.Count > most,
        },
    };

    private static JsonObject Entry(PastFailure failure) => new()
    {
        ["exceptionName"] = failure.IsFinal ? "Unrecoverable" : "Recoverable",
        ["stacktrace"] = failure.Message,
        ["timestamp"] = FlinkTime.Of(failure.At),
        ["taskName"] = null,
        ["endpoint"] = null,
        ["taskManagerId"] = null,
        ["failureLabels"] = new JsonObject(),
        ["concurrentExceptions"] = new JsonArray(),
    };
}
