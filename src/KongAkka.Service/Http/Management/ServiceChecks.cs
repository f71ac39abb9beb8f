using System.Diagnostics;
using Akka.Actor;
using KongAkka.Jobs;
using KongAkka.Jobs.Journal;

namespace KongAkka.Service.Http.Management;

/// <summary>What is looked at to tell how the service is.</summary>
internal static class ServiceChecks
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>The health of a service.</summary>
    /// <param name="system">Its actor system.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="jobs">Its jobs.</param>
    public static Health Of(ActorSystem system, JournalPlugin journal, IJobs jobs) => new(
        [new("actor-system", () => FindActorsAsync(system)), new("thread-pool", FindThreadsAsync)],
        [new("journal", () => Task.Run(journal.FindTrouble)), new("jobs", () => Task.FromResult(JobReadiness.Find(jobs.Jobs)))],
        Timeout);

    private static async Task<string?> FindActorsAsync(ActorSystem system)
    {
        if (system.WhenTerminated.IsCompleted) return "it has ended";
        await system.ActorSelection("/user").Ask<ActorIdentity>(new Identify(null), Timeout);
        return null;
    }

    private static async Task<string?> FindThreadsAsync()
    {
        var queued = Stopwatch.GetTimestamp();
        await Task.Run(static () => { });
        var waited = Stopwatch.GetElapsedTime(queued);
        return waited < LongestWait ? null : $"work waits {waited.TotalSeconds:F1} s for a thread";
    }
}
