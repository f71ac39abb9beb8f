using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Benchmarks;

/// <summary>Jobs that do nothing and have counted something of everything: each looks as one with four partitions does.</summary>
internal sealed class IdleJobs : IJobs
{
    private const int Partitions = 4;
    private static readonly string[] Columns = ["log_time", "response_time", "host_domain", "request_url", "status_code"];

    private readonly IReadOnlyList<JobStatus> _jobs;

    public IdleJobs(int count) => _jobs = [.. Enumerable.Range(0, count).Select(Make)];

    /// <summary>Made anew each time, as those of a service are.</summary>
    public IReadOnlyList<JobStatus> Jobs => [.. _jobs.Select(job => job with { Positions = new SortedDictionary<int, long>(job.Positions.ToDictionary()) })];

    public bool Cancel(string job) => false;

    public bool Pause(string job, bool isPaused) => false;

    public bool Restart(string job, RestartOptions options) => false;

    public bool TriggerSavepoint(string job, SavepointRequest request) => false;

    public bool StopWithSavepoint(string job, SavepointRequest request) => false;

    private static JobStatus Make(int number)
    {
        var counters = new PathCounters();
        counters.Consumed(1_000_000, 326_000_000);
        counters.Kept(500_000);
        counters.Drop("filtered", 499_000);
        counters.Drop("unreadable", 900);
        counters.Reject("response-time", 100);
        foreach (var column in Columns) counters.Missing(column, 10);
        var positions = Enumerable.Range(0, Partitions).ToDictionary(p => p, p => 1_000_000L);
        return new JobStatus($"job-{number}", $"{number:x32}", JobState.Running, counters, positions, DateTimeOffset.UtcNow, null, null)
        {
            Entered = new Dictionary<JobState, DateTimeOffset> { [JobState.Running] = DateTimeOffset.UtcNow },
            Path = new PathStatus
            {
                Ends = positions.ToDictionary(p => p.Key, p => p.Value + 17),
                Remaining = positions.ToDictionary(p => p.Key, _ => new UnreadRecord(TimeSpan.FromSeconds(3), TimeSpan.FromDays(6))),
                LabelMargin = new LabelMargin(TimeSpan.FromDays(2.6), 900),
            },
        };
    }
}
