using System.Collections.Concurrent;
using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Supervision;
using KongAkka.Jobs.Telemetry;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Jobs;

/// <summary>The live state of a job: written by its actors, read by anyone.</summary>
internal sealed class JobProgress(JobSpec spec, TimeProvider time)
{
    private readonly ConcurrentDictionary<int, long> _positions = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly JobShape _shape = JobShape.Of(spec);
    private readonly Dictionary<JobState, DateTimeOffset> _entered = new() { [JobState.Initializing] = time.GetUtcNow() };
    private readonly FailureHistory _failures = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _restarts;
    private string _id = "";
    private JobState _state = JobState.Initializing;
    private DateTimeOffset? _endedAt;
    private JobFailure? _failure;

    /// <summary>The graphs that run.</summary>
    public RunningPaths Paths { get; } = new();

    /// <summary>The sink and the place of rejects; null before they are made.</summary>
    public JobParts? Parts { get; set; }

    /// <summary>Looks at both ends before the job runs; null before it does.</summary>
    public JobPreparing? Preparing { get; set; }

    /// <summary>Looks at unread records; null where nobody does.</summary>
    public UnreadWatch? Unread { get; set; }

    /// <summary>Measures loads and the journal; null where nobody may ask.</summary>
    public JobInstruments? Instruments { get; init; }

    /// <summary>What passes along the job's path.</summary>
    public PathCounters Counters { get; } = new();

    /// <summary>Done while the job has reached an end.</summary>
    public Task Ended
    {
        get
        {
            lock (_lock) return _ended.Task;
        }
    }

    /// <summary>Whether another process has taken the job over, so that nothing is left to do for it here.</summary>
    public bool IsSuperseded
    {
        get
        {
            lock (_lock) return _state.IsEnd() && _failure is { IsSuperseded: true };
        }
    }

    /// <summary>The next offset by partition.</summary>
    public ConcurrentDictionary<int, long> Positions => _positions;

    /// <summary>Where the job's savepoints go.</summary>
    public string SavepointDirectory => spec.SavepointDirectory;

    /// <summary>The savepoints that were asked for.</summary>
    public SavepointOperations Savepoints { get; } = new(time);

    /// <summary>The savepoint that the job was last restored from.</summary>
    public RestoredSavepoint? Restored { get; set; }

    /// <summary>What stands still, by subtask.</summary>
    public ConcurrentDictionary<int, IReadOnlyList<string>> Stalls { get; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The present time.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The epoch at which this process has claimed the job; 0 before.</summary>
    public long Epoch { get; private set; }

    /// <summary>Notes that the job is claimed.</summary>
    /// <param name="id">The job's id: 32 hexadecimal digits.</param>
    /// <param name="epoch">The epoch.</param>
    public void Claim(string id, long epoch)
    {
        lock (_lock) (_id, Epoch) = (id, epoch);
    }

    /// <summary>Notes a new state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="failure">What led to it, when it was trouble.</param>
    public void Enter(JobState state, JobFailure? failure = null)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_state.IsEnd() && !state.IsEnd()) BeginAnew();
            if (state == JobState.Restarting && _state != state) _restarts++;
            if (failure is not null) _failures.Add(failure, now);
            // A job that is being cancelled shows so until it has ended, whatever its subtasks go through.
            if (_state == JobState.Cancelling && !state.IsEnd()) return;
            if (_state != state || !_entered.ContainsKey(state)) _entered[state] = now;
            _state = state;
            _failure = failure ?? _failure;
            _endedAt = state.IsEnd() ? now : null;
            if (state.IsEnd()) _ended.TrySetResult();
        }
    }

    /// <summary>Notes that a person has ended the job before this process started, so that it does nothing until it is restarted.</summary>
    /// <param name="state">The end.</param>
    public void Hold(JobState state)
    {
        lock (_lock) IsHeld = !_state.IsEnd();
        Enter(state);
    }

    /// <summary>Whether a person has ended the job before this process started and was not restarted since.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The job at this moment.</summary>
    public JobStatus Snapshot()
    {
        lock (_lock)
            return new JobStatus(spec.Name, _id, _state, Counters, new SortedDictionary<int, long>(_positions), _started, _endedAt, _failure?.Message)
            {
                Decision = _state == JobState.Failed ? _failure?.Decision : null,
                Stalls = [.. Stalls.Values.SelectMany(s => s).Distinct()],
                Shape = _shape,
                Entered = new Dictionary<JobState, DateTimeOffset>(_entered),
                Failures = _failures.Newest,
                HasOlderFailures = _failures.IsTruncated,
                Restarts = _restarts,
                SavepointDirectory = SavepointDirectory,
                Savepoints = Savepoints.Newest,
                Restored = Restored,
                Path = Look(),
            };
    }

    private PathStatus Look()
    {
        var path = Paths.Look();
        return _state.IsEnd() ? path : path with
        {
            SourceTrouble = path.SourceTrouble ?? Preparing?.Trouble,
            SinkTrouble = Parts?.Sink.Trouble,
            RejectTrouble = Parts?.Rejects.Trouble,
            LabelMargin = Parts?.Sink.Margin,
            Remaining = UnreadRule.Find(Unread?.Last, _positions, path.Ends, time.GetUtcNow()),
        };
    }

    private void BeginAnew()
    {
        _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _entered.Clear();
        _failure = null;
        IsHeld = false;
    }
}
