using Akka.Actor;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <content>Savepoints: the subtasks cut and go on, and when all before the cuts is over the file is written.</content>
internal sealed partial class JobActor
{
    private readonly Dictionary<string, PendingSavepoint> _savepoints = [];

    private void ReceiveSavepoints()
    {
        Command<TriggerSavepoint>(Trigger);
        Command<CutReached>(OnCutReached);
        Command<SavepointWritten>(OnWritten);
        Command<SavepointFailed>(failed => EndSavepoint(failed.Trigger, failed.Failure));
    }

    private void Trigger(TriggerSavepoint asked)
    {
        var trigger = asked.Request.Trigger;
        if (_drain is not null || _stopping || _failure is not null || _state.IsRetiring || _crew.IsReplanning || _crew.Count == 0)
        {
            EndSavepoint(trigger, "Not all subtasks of the job are running. Trigger it again when the job is RUNNING.");
            return;
        }

        if (asked.Request.IsStopping)
        {
            Drain(asked);
            return;
        }

        _savepoints[trigger] = new PendingSavepoint(asked, _crew.Numbers);
        _crew.Cut(new TakeCut(trigger));
    }

    private void OnCutReached(CutReached reached)
    {
        if (!_savepoints.TryGetValue(reached.Trigger, out var pending) || !pending.Take(reached)) return;
        // Subtasks of a bounded job may have reached their ends before.
        var all = new SortedDictionary<int, long>(_crew.EndedAt);
        foreach (var position in pending.Positions) all[position.Partition] = position.Next;
        var savepoint = Compose(all, isDrained: false);
        var (directory, trigger) = (pending.Trigger.Directory, reached.Trigger);
        Task.Run(() => SavepointFile.Write(directory, savepoint))
            .PipeTo(Self, Self, location => new SavepointWritten(trigger, location), cause => new SavepointFailed(trigger, cause.Message));
    }

    private Savepoint Compose(SortedDictionary<int, long> positions, bool isDrained)
    {
        var (ends, generation) = (_prepared!.Ends, _state.Generation!);
        return new Savepoint
        {
            Id = SavepointName.Draw(_state.JobId!),
            JobId = _state.JobId!,
            JobName = _spec.Name,
            ClusterId = ends.ClusterId,
            Topic = ends.Topic,
            TopicId = ends.TopicId,
            Positions = [.. positions.Select(p => new PartitionPosition(p.Key, p.Value))],
            Target = ends.Table,
            RuleHash = ends.RuleHash,
            TakenAt = _progress.Now,
            KongAkkaVersion = typeof(JobActor).Assembly.GetName().Version!.ToString(3),
            IsDrained = isDrained,
            Incarnation = generation.Incarnation,
            Generation = generation.Number,
            Epoch = _state.Epoch,
        };
    }

    private void OnWritten(SavepointWritten written)
    {
        _logger.LogInformation("savepoint {Location} is written", written.Location);
        _progress.Savepoints.Complete(written.Trigger, written.Location);
        if (_savepoints.Remove(written.Trigger, out var pending) && pending.Trigger.Request.IsCancelling) Cancel();
    }

    private void EndSavepoint(string trigger, string failure)
    {
        _logger.LogWarning("no savepoint: {Failure}", failure);
        _savepoints.Remove(trigger);
        _progress.Savepoints.Fail(trigger, failure);
    }

    private void Revive(int subtask)
    {
        _crew.Revive(subtask);
        CutAgain(subtask);
    }

    /// <summary>One that begins anew has forgotten what it was asked.</summary>
    private void CutAgain(int subtask)
    {
        foreach (var (trigger, pending) in _savepoints)
            if (pending.WaitsFor(subtask)) _crew.Cut(subtask, new TakeCut(trigger));
    }

    /// <summary>Those that are being written are told of by their own end.</summary>
    private void EndSavepoints(string failure)
    {
        foreach (var (trigger, pending) in _savepoints.ToArray())
            if (pending.IsWaiting) EndSavepoint(trigger, failure);
    }
}
