using KongAkka.Jobs;

namespace KongAkka.Service.Http.Management;

/// <summary>What keeps a job from turning records into rows. Pure. A job without new records, or one that a person or its own end has stopped, lacks nothing.</summary>
internal static class JobReadiness
{
    /// <summary>What is wrong with the jobs; null when nothing is.</summary>
    /// <param name="jobs">The jobs.</param>
    public static string? Find(IReadOnlyList<JobStatus> jobs)
    {
        var wrong = jobs.Select(Find).Where(w => w is not null).ToArray();
        return wrong.Length == 0 ? null : string.Join("; ", wrong);
    }

    private static string? Find(JobStatus job) => job.State switch
    {
        JobState.Restarting or JobState.Failing or JobState.Failed => Sentence(job, [job.Failure ?? "", .. Standing(job)]),
        _ when job.State.IsEnd() => null,
        _ => Standing(job) is [_, ..] standing ? Sentence(job, standing) : null,
    };

    // What an end of the path waits for shows at once, what makes no progress when the watchdog has noticed it.
    private static string[] Standing(JobStatus job) => [.. job.Path.Troubles.Concat(job.Stalls).Distinct()];

    private static string Sentence(JobStatus job, string[] reasons) => $"job {job.Name} is {StateWords.Of(job.State)}: {string.Join(" ", reasons)}";
}
