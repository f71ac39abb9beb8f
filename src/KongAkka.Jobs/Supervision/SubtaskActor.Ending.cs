using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <content>How a subtask ends: retired, stopped, or for good.</content>
internal sealed partial class SubtaskActor
{
    private void Retire()
    {
        CrashPoints.Reach(CrashPoint.BeforeRetire);
        _journal.Write(new Retired(_context.Progress.Now), _ =>
        {
            CrashPoints.Reach(CrashPoint.AfterRetire);
            ReportRetired();
        });
    }

    private void ReportRetired()
    {
        Context.Parent.Tell(new SubtaskRetired(_number, Positions()));
        Context.Stop(Self);
    }

    private PartitionPosition[] Positions() => [.. _state.Positions.Select(p => new PartitionPosition(p.Key, p.Value))];

    private void Stop(TimeSpan grace)
    {
        _stopping = true;
        _path?.StopFetching();
        if (_path is null && _recovery is null) Finish(null);
        else Timers.StartSingleTimer("abort", AbortSubtask.Instance, grace);
    }

    private void Abort()
    {
        _stopping = true;
        _path?.Abort();
        _recovery?.Abort();
        if (_path is null && _recovery is null) Finish(null);
    }

    private void Finish(JobFailure? failure)
    {
        if (_isFinishing) return;
        _isFinishing = true;
        _failure = failure;
        // What was never claimed is not committed either.
        if (_state.Epoch == _context.Commits.Epoch) LastCommit.SendAsync(_context, _state.Positions).PipeTo(Self, Self, () => GroupCommitted.Instance);
        else End();
    }

    private void End()
    {
        Context.Parent.Tell(new SubtaskEnded(_number, _failure) { Drained = _state.Open.Count == 0 ? Positions() : null });
        Context.Stop(Self);
    }
}
