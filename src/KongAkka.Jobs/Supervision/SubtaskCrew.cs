using System.Globalization;
using Akka.Actor;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>The subtasks of a job's generation that are at work, as its coordinator sees them.</summary>
/// <param name="job">The coordinator's place among the actors.</param>
/// <param name="progress">Where the job's state is shown.</param>
/// <param name="restarts">How soon one that is gone is started again.</param>
internal sealed class SubtaskCrew(IActorContext job, JobProgress progress, RestartPolicy restarts)
{
    private static readonly TimeSpan DrainGrace = TimeSpan.FromMinutes(5);

    private readonly Dictionary<int, IActorRef> _subtasks = [];
    private readonly HashSet<int> _restarting = [];
    private readonly HashSet<int> _gone = [];
    private readonly SortedSet<int> _undrained = [];
    private SubtaskContext? _context;
    private bool _isEnding;

    /// <summary>How many are at work.</summary>
    public int Count => _subtasks.Count;

    /// <summary>The numbers of those at work.</summary>
    public IReadOnlyCollection<int> Numbers => _subtasks.Keys;

    /// <summary>The positions of those that are retired.</summary>
    public Dictionary<int, long> Positions { get; } = [];

    /// <summary>The positions of those that have ended with nothing open.</summary>
    public SortedDictionary<int, long> EndedAt { get; } = [];

    /// <summary>Those that have ended with loads open.</summary>
    public IReadOnlyCollection<int> Undrained => _undrained;

    /// <summary>Whether they end so that another generation can follow.</summary>
    public bool IsReplanning { get; private set; }

    /// <summary>Whether the next generation goes on from the consumer group's offsets.</summary>
    public bool TakesGroupOffsets { get; set; }

    /// <summary>Starts all subtasks of a generation.</summary>
    /// <param name="context">What they share.</param>
    public void Start(SubtaskContext context)
    {
        _context = context;
        IsReplanning = _isEnding = false;
        _restarting.Clear();
        _gone.Clear();
        Positions.Clear();
        EndedAt.Clear();
        _undrained.Clear();
        foreach (var subtask in context.Generation.Partitions.Select(p => p.Subtask).Distinct().Order()) Create(subtask);
    }

    /// <summary>A subtask runs.</summary>
    public void OnRunning(int subtask)
    {
        if (_restarting.Remove(subtask) && _restarting.Count == 0) progress.Enter(JobState.Running);
    }

    /// <summary>A subtask failed and tries again.</summary>
    public void OnRestarting(int subtask, JobFailure failure)
    {
        _restarting.Add(subtask);
        progress.Enter(JobState.Restarting, failure);
    }

    /// <summary>A subtask's actor is gone. When it did not say that it had ended, it is started again after a back-off, or has ended so where all were told to.</summary>
    public void OnGone(SubtaskGone gone, ITimerScheduler timers)
    {
        var subtask = gone.Subtask;
        if (!_subtasks.TryGetValue(subtask, out var actor) || !actor.Equals(gone.Actor)) return;
        _restarting.Add(subtask);
        _gone.Add(subtask);
        if (_isEnding) End(subtask);
        else timers.StartSingleTimer($"revive {subtask}", new ReviveSubtask(subtask), restarts.NextDelay(progress.Now, Random.Shared.NextDouble()));
    }

    /// <summary>Starts a subtask again, unless it was in another way meanwhile.</summary>
    public void Revive(int subtask)
    {
        if (_gone.Contains(subtask)) Create(subtask);
    }

    /// <summary>Whether a message about a subtask's end is from the one at work, not from one before it.</summary>
    public bool Knows(int subtask, IActorRef sender) => _subtasks.TryGetValue(subtask, out var actor) && (actor.Equals(sender) || _gone.Contains(subtask));

    /// <summary>Notes that a subtask has ended.</summary>
    /// <returns>Whether it was at work.</returns>
    public bool Remove(SubtaskEnded ended)
    {
        if (!_subtasks.Remove(ended.Subtask)) return false;
        _gone.Remove(ended.Subtask);
        if (ended.Drained is null) _undrained.Add(ended.Subtask);
        foreach (var position in ended.Drained ?? []) EndedAt[position.Partition] = position.Next;
        return true;
    }

    /// <summary>Notes that a subtask is retired.</summary>
    public void Retire(int subtask, IReadOnlyList<PartitionPosition> positions)
    {
        _subtasks.Remove(subtask);
        foreach (var position in positions) Positions[position.Partition] = position.Next;
    }

    /// <summary>Lets all end after their open loads, so that another generation can follow.</summary>
    public void Replan()
    {
        IsReplanning = true;
        Stop(DrainGrace);
    }

    /// <summary>Lets all end after their open loads.</summary>
    public void Stop(TimeSpan grace) => TellAll(new StopSubtask(grace));

    /// <summary>Lets all cut for a savepoint; one that is gone is asked when it is there again.</summary>
    public void Cut(TakeCut cut)
    {
        foreach (var actor in _subtasks.Values) actor.Tell(cut);
    }

    /// <summary>Lets one cut for a savepoint.</summary>
    public void Cut(int subtask, TakeCut cut)
    {
        if (_subtasks.TryGetValue(subtask, out var actor)) actor.Tell(cut);
    }

    /// <summary>Lets all end at once.</summary>
    public void Abort() => TellAll(AbortSubtask.Instance);

    /// <summary>Sends all away at once, without a word to the consumer group.</summary>
    public void Dismiss()
    {
        foreach (var subtask in _subtasks.Values)
        {
            job.Unwatch(subtask);
            job.Stop(subtask);
        }

        _subtasks.Clear();
        _gone.Clear();
    }

    /// <summary>The generation at work, for the log.</summary>
    public override string ToString() => _context is not { Generation: { } generation } context ? "no generation" : string.Create(
        CultureInfo.InvariantCulture,
        $"generation {generation.Number}: {generation.Partitions.Count} partitions of {context.Spec.Source.Topic} in {Count} subtasks{(context.IsRetiring ? ", to finish what is open" : "")}");

    private void TellAll(object message)
    {
        _isEnding = true;
        foreach (var (subtask, actor) in _subtasks)
        {
            if (_gone.Contains(subtask)) End(subtask);
            else actor.Tell(message);
        }
    }

    private void End(int subtask) => job.Self.Tell(new SubtaskEnded(subtask, Failure: null));

    private void Create(int subtask)
    {
        var context = _context!;
        var actor = job.ActorOf(Props.Create(() => new SubtaskActor(subtask, context)));
        _gone.Remove(subtask);
        _subtasks[subtask] = job.WatchWith(actor, new SubtaskGone(subtask, actor));
    }
}
