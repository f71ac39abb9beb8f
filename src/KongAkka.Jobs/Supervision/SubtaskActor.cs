using Akka.Actor;
using Akka.Streams;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>
/// Owns one running graph over a fixed share of a job's partitions, and the account of its loads. A graph that fails is followed by another one from
/// the positions of the account, after a back-off; trouble that trying again does not mend ends the subtask.
/// </summary>
internal sealed class SubtaskActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan GroupCommitWait = TimeSpan.FromSeconds(3);

    private readonly int _number;
    private readonly SubtaskContext _context;
    private readonly Dictionary<int, long> _ends;
    private readonly RestartPolicy _restarts;
    private readonly ActorMaterializer _materializer = Context.Materializer();
    private OffsetLedger _ledger;
    private RunningPath? _path;
    private Exception? _cause;
    private bool _stopping;
    private bool _isFinishing;

    public SubtaskActor(int number, IReadOnlyList<PartitionBounds> bounds, SubtaskContext context)
    {
        _number = number;
        _context = context;
        _ledger = new OffsetLedger(bounds);
        _ends = bounds.ToDictionary(b => b.Partition, b => b.End);
        _restarts = new RestartPolicy(context.Spec.RestartStrategy);
        Publish(bounds.Select(b => new PartitionPosition(b.Partition, b.Start)));

        Receive<RunPath>(_ => Run());
        Receive<LoadPlanned>(load => _ledger.Plan(load.Number, load.Ranges));
        Receive<LoadCommitted>(load => Commit(load.Number));
        Receive<PathEnded>(end => OnPathEnded(end.Cause));
        Receive<GroupCommitted>(_ => End());
        Receive<StopSubtask>(stop => Stop(stop.Grace));
        Receive<AbortSubtask>(_ => Abort());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Self.Tell(RunPath.Instance);

    protected override void PostStop() => _path?.Abort();

    private void Run()
    {
        if (_stopping) return;
        PartitionBounds[] bounds = [.. _ledger.Positions.Select(p => new PartitionBounds(p.Key, p.Value, _ends[p.Key]))];
        _ledger = new OffsetLedger(bounds);
        var spec = new PathSpec(_context.Spec.Source, bounds, _context.Spec.Rule, _context.Spec.Batch, _context.Spec.Sink.OnUnfit);
        _path = LoadPipeline.Run(spec, _context.Services(new SubtaskLedger(Self)), _materializer);
        _path.Completion.PipeTo(Self, Self, () => new PathEnded(null), cause => new PathEnded(UnrecoverableException.CauseOf(cause)));
        Context.Parent.Tell(new SubtaskRunning(_number));
    }

    private void Commit(long load)
    {
        var moved = _ledger.Commit(load);
        if (moved.Count == 0) return;
        Publish(moved);
        _path?.Commit(moved);
    }

    private void Publish(IEnumerable<PartitionPosition> positions)
    {
        foreach (var position in positions) _context.Progress.Positions[position.Partition] = position.Next;
    }

    private void OnPathEnded(Exception? cause)
    {
        _path = null;
        if (cause is null) Finish(null);
        else if (cause is UnrecoverableException) Finish(cause);
        else if (_stopping) Finish(WarnOfAbandoned(cause));
        else if (_ledger.Open > 0) Finish(InDoubt(cause));
        else RestartAfter(cause);
    }

    /// <summary>None of the graph's loads is under way any more: one that is still open ended without proof, and to read its offsets again could double its rows.</summary>
    private UnrecoverableException InDoubt(Exception cause) => new(
        $"{_ledger.Open} loads ended without telling whether they are in the table: {cause.Message}",
        "Look in the table for the rows behind the positions of the job and start it with specific offsets behind or before them.", cause);

    private Exception? WarnOfAbandoned(Exception cause)
    {
        _context.Logger.LogWarning(
            "subtask {Subtask} was stopped with {Open} loads of which it is not known whether they are in the table: {Cause}", _number, _ledger.Open, cause.Message);
        return null;
    }

    private void Finish(Exception? cause)
    {
        if (_isFinishing) return;
        _isFinishing = true;
        _cause = cause;
        CommitToGroupAsync().PipeTo(Self, Self, () => GroupCommitted.Instance);
    }

    /// <summary>The source has ended by now: what was loaded since its last commit is told to the group here, where a later start with group-offsets finds it.</summary>
    private async Task CommitToGroupAsync()
    {
        try
        {
            var positions = _ledger.Positions.Select(p => new PartitionPosition(p.Key, p.Value));
            await GroupOffsets.CommitAsync(_context.Spec.Source, [.. positions]).WaitAsync(GroupCommitWait).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _context.Logger.LogWarning("the offsets of subtask {Subtask} could not be committed to the group: {Cause}", _number, e.Message);
        }
    }

    private void RestartAfter(Exception cause)
    {
        var delay = _restarts.NextDelay(_context.Progress.Now, Random.Shared.NextDouble());
        _context.Logger.LogError(cause, "subtask {Subtask} failed and starts again in {Delay}", _number, delay);
        Context.Parent.Tell(new SubtaskRestarting(_number, cause));
        Timers.StartSingleTimer("restart", RunPath.Instance, delay);
    }

    private void Stop(TimeSpan grace)
    {
        _stopping = true;
        if (_path is null)
        {
            Finish(null);
            return;
        }

        _path.StopFetching();
        Timers.StartSingleTimer("abort", AbortSubtask.Instance, grace);
    }

    private void Abort()
    {
        _stopping = true;
        if (_path is null) Finish(null);
        else _path.Abort();
    }

    private void End()
    {
        Context.Parent.Tell(new SubtaskEnded(_number, _cause));
        Context.Stop(Self);
    }
}
