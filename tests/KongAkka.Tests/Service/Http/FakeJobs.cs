using System.Collections.Concurrent;
using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Tests.Service.Http;

/// <summary>Jobs that only look as if they ran.</summary>
internal sealed class FakeJobs(params IReadOnlyList<JobStatus> jobs) : IJobs
{
    public const string RunningId = "00000000000000000000000000000001";
    public const string FinishedId = "00000000000000000000000000000002";
    public const string CanceledId = "00000000000000000000000000000003";
    public const string InDoubtId = "00000000000000000000000000000004";

    private static readonly DateTimeOffset Start = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    public ConcurrentQueue<(string Job, RestartOptions Options)> Restarted { get; } = [];

    public ConcurrentQueue<string> Cancelled { get; } = [];

    public IReadOnlyList<JobStatus> Jobs { get; set; } = jobs;

    public static FakeJobs OfEveryKind() => new(
        Job("running", RunningId, JobState.Running) with { Failures = [new(Start, "It broke.", false)], Restarts = 1 },
        Job("finished", FinishedId, JobState.Finished),
        Job("canceled", CanceledId, JobState.Canceled),
        Job("in-doubt", InDoubtId, JobState.Failed) with { Decision = new PendingDecision(Plan, "SELECT 1"), Failures = [new(Start, "Load l1 may be there.", true)] });

    public static LoadPlan Plan { get; } = new(7, "l1", "d.t", [new OffsetRange(0, 10, 20, 9)], 5, "h", Start, 7);

    public static JobStatus Job(string name, string id, JobState state, string? failure = null)
    {
        var counters = new PathCounters();
        counters.Consumed(10, 1000);
        counters.Kept(5);
        counters.Drop("filtered", 5);
        counters.Loaded(5, 100);
        return new JobStatus(name, id, state, counters, new Dictionary<int, long> { [0] = 42 }, Start, state.IsEnd() ? Start.AddSeconds(3) : null, failure)
        {
            Shape = new JobShape("kong-log", "access-log", "starrocks", "d.t", 2, false, Backoff.Default),
            Entered = new Dictionary<JobState, DateTimeOffset> { [JobState.Initializing] = Start, [JobState.Running] = Start.AddSeconds(1), [state] = Start.AddSeconds(3) },
        };
    }

    public bool Cancel(string job)
    {
        if (Jobs.Any(j => j.Name == job && j.State.IsEnd())) return false;
        Cancelled.Enqueue(job);
        return true;
    }

    /// <summary>What becomes of savepoints.</summary>
    public Func<SavepointRequest, SavepointOperation>? Savepoints { get; set; }

    public bool TriggerSavepoint(string job, SavepointRequest request)
    {
        if (Savepoints is null) return false;
        var savepoint = Savepoints(request);
        Jobs = [.. Jobs.Select(j => j.Name == job ? j with { Savepoints = [savepoint, .. j.Savepoints] } : j)];
        return true;
    }

    public bool StopWithSavepoint(string job, SavepointRequest request) => TriggerSavepoint(job, request with { IsStopping = true });

    public ConcurrentQueue<(string Job, bool IsPaused)> Paused { get; } = [];

    public bool Pause(string job, bool isPaused)
    {
        if (Jobs.Any(j => j.Name == job && j.State.IsEnd())) return false;
        Paused.Enqueue((job, isPaused));
        return true;
    }

    public bool Restart(string job, RestartOptions options)
    {
        if (Jobs.Any(j => j.Name == job && !j.State.IsEnd())) return false;
        Restarted.Enqueue((job, options));
        return true;
    }
}
