using System.Collections.Concurrent;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Jobs;

/// <summary>The live state of a job: written by its actors, read by anyone.</summary>
internal sealed class JobProgress(JobSpec spec, string id, TimeProvider time)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<int, long> _positions = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly Lock _lock = new();
    private JobState _state = JobState.Initializing;
    private DateTimeOffset? _endedAt;
    private string? _failure;

    /// <summary>What passes along the job's path.</summary>
    public PathCounters Counters { get; } = new();

    /// <summary>Done when the job has reached an end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The next offset by partition.</summary>
    public ConcurrentDictionary<int, long> Positions => _positions;

    /// <summary>The present time.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Notes a new state; an end is for good.</summary>
    /// <param name="state">The state.</param>
    /// <param name="failure">What led to it, when it was trouble.</param>
    public void Enter(JobState state, string? failure = null)
    {
        lock (_lock)
        {
            if (_endedAt is not null) return;
            _state = state;
            _failure = failure ?? _failure;
            if (!state.IsEnd()) return;
            _endedAt = time.GetUtcNow();
        }

        _ended.TrySetResult();
    }

    /// <summary>The job at this moment.</summary>
    public JobStatus Snapshot()
    {
        lock (_lock)
            return new JobStatus(spec.Name, id, _state, Counters, new SortedDictionary<int, long>(_positions), _started, _endedAt, _failure);
    }
}
