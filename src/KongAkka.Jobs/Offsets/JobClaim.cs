using KongAkka.Jobs.Journal;

namespace KongAkka.Jobs.Offsets;

/// <summary>What a process writes to take a job over. Pure but for the id that it draws and the names of machine and process.</summary>
internal static class JobClaim
{
    /// <summary>The events.</summary>
    /// <param name="state">What the journal says.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="now">The present time.</param>
    public static IReadOnlyList<JournalEvent> Of(JobJournalState state, string name, DateTimeOffset now)
    {
        var version = typeof(JobClaim).Assembly.GetName().Version!.ToString();
        var started = new JobStarted(state.Epoch + 1, Environment.MachineName, Environment.ProcessId, version, now);
        return state.JobId is null ? [new JobSubmitted(Guid.NewGuid().ToString("N"), name, now), started] : [started];
    }
}
