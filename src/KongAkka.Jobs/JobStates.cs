namespace KongAkka.Jobs;

/// <summary>What the states mean.</summary>
public static class JobStates
{
    /// <summary>Whether a job in this state has reached an end and does nothing more.</summary>
    /// <param name="state">The state.</param>
    public static bool IsEnd(this JobState state) => state is JobState.Failed or JobState.Canceled or JobState.Finished or JobState.Suspended;
}
