using System.Globalization;
using KongAkka.Jobs;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Commands;

/// <summary>What a run came to.</summary>
/// <param name="ExitCode">The exit code: 1 when a job FAILED, else 0.</param>
/// <param name="Lines">A line for the log by job.</param>
internal sealed record RunOutcome(int ExitCode, IReadOnlyList<(LogLevel Level, string Text)> Lines)
{
    /// <summary>The outcome of jobs that have ended or were stopped.</summary>
    /// <param name="jobs">The jobs.</param>
    public static RunOutcome Of(IReadOnlyList<JobStatus> jobs) => new(
        jobs.Any(j => j.State == JobState.Failed) ? Commands.ExitCode.Failure : Commands.ExitCode.Success,
        [.. jobs.Select(j => j.State == JobState.Failed
            ? (LogLevel.Error, $"Job {j.Name} FAILED: {j.Failure}")
            : (LogLevel.Information, Describe(j)))]);

    private static string Describe(JobStatus job)
    {
        var counters = job.Counters;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Job {job.Name} {RunSummary.NameOf(job.State)}: {counters.Records} records, {counters.Rows} rows, {counters.Dropped.Values.Sum()} dropped, {counters.Rejected.Values.Sum()} rejected, {counters.Loads} loads.");
    }
}
