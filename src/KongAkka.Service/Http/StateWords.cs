using KongAkka.Jobs;

namespace KongAkka.Service.Http;

/// <summary>Flink's words for states.</summary>
internal static class StateWords
{
    /// <summary>All states of a job, Flink's <c>RECONCILING</c> too, which no job here is ever in.</summary>
    public static IReadOnlyList<string> OfJobs { get; } = [.. Enum.GetValues<JobState>().Select(Of), "RECONCILING"];

    /// <summary>All states of a task.</summary>
    public static IReadOnlyList<string> OfTasks { get; } = ["CREATED", "INITIALIZING", "DEPLOYING", "FINISHED", "CANCELING", "CANCELED", "FAILED", "RUNNING", "RECONCILING", "SCHEDULED"];

    /// <summary>The word for a job's state.</summary>
    /// <param name="state">The state.</param>
    public static string Of(JobState state) => state.ToString().ToUpperInvariant();

    /// <summary>The word for the state of a job's tasks.</summary>
    /// <param name="state">The job's state.</param>
    public static string OfTask(JobState state) => state switch
    {
        JobState.Restarting => "SCHEDULED",
        JobState.Failing or JobState.Cancelling => "CANCELING",
        JobState.Suspended => "CANCELED",
        _ => Of(state),
    };
}
