using KongAkka.Jobs;

namespace KongAkka.Sandbox.Progress;

/// <summary>The states of a job in Flink's spelling.</summary>
internal static class JobStateNames
{
    /// <summary>A state's name, such as <c>RUNNING</c>.</summary>
    public static string Of(JobState state) => state.ToString().ToUpperInvariant();
}
