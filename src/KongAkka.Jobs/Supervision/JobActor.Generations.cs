using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <content>Generations: how they begin, run and end.</content>
internal sealed partial class JobActor
{
    private void Retire(string why)
    {
        _logger.LogInformation("generation {Number} ends: {Why}", _state.Generation!.Number, why);
        Write(new GenerationRetiring(_state.Generation.Number, _progress.Now), RunSubtasks);
    }

    private void Resolve(IReadOnlyDictionary<int, long> known) =>
        Task.Run(() => _preparing.ResolveAsync(known, _stopped.Token)).PipeTo(Self, Self, bounds => new BoundsResolved(bounds), Failed);

    private void StartGeneration(IReadOnlyList<PartitionBounds> bounds)
    {
        if (_stopping)
        {
            EndStopped();
            return;
        }

        var point = Point;
        var isNewLife = _crew.TakesGroupOffsets;
        var next = GenerationRule.Next(_state.Generation, _spec, bounds, _prepared!.Group, isNewLife, _progress.Now, isRestored: point is not null);
        CrashPoints.Reach(CrashPoint.BeforeGeneration);
        IReadOnlyList<JournalEvent> events = point is null ? [next] : [Restored(point), next];
        PersistAll(events, journaled =>
        {
            _state.Apply(journaled);
            if (journaled is not GenerationStarted) return;
            CrashPoints.Reach(CrashPoint.AfterGeneration);
            _crew.TakesGroupOffsets = false;
            if (point is not null) OnRestored(point);
            RunSubtasks();
        });
    }

    private void RunSubtasks()
    {
        var generation = _state.Generation!;
        EndSavepoints("The partitions were dealt out anew before all loads of the savepoint were in the table. Trigger it again.");
        _crew.Start(new SubtaskContext(_spec, _parts!, _progress, _logger)
        {
            Generation = generation,
            Commits = Commits,
            TopicId = _prepared!.Ends.TopicId,
            Schema = _prepared.Schema,
            RuleHash = _preparing.RuleHash,
            Retention = _retention,
            GroupCommits = MayConflict ? GenerationRule.Unknown(_state, _prepared.Group) : new Dictionary<int, GroupCommit>(),
            IsRetiring = _state.IsRetiring,
            Options = _restart.Options,
            Began = _began,
        });
        _logger.LogInformation("epoch {Epoch}, {Generation}", _state.Epoch, _crew);
        if (!_state.IsRetiring) Discover(generation);
        LookForRivals(FirstLookForRivals);
        _progress.Enter(JobState.Running);
    }

    private bool MayConflict => !_isGroupChecked && Point is null && !_crew.TakesGroupOffsets && _spec.OnGroupConflict != GroupConflict.Journal;

    private void Discover(GenerationStarted generation)
    {
        _isGroupChecked = true;
        if (_spec.Source.Bounded != BoundedMode.Unbounded) return;
        int[] known = [.. generation.Partitions.Select(p => p.Partition)];
        _preparing.WaitForNewPartitionsAsync(known, _stopped.Token).PipeTo(Self, Self, found => new PartitionsAdded(found), _ => new PartitionsAdded(known));
    }

    private void OnPartitionsAdded(IReadOnlyList<int> partitions)
    {
        if (_stopping || _drain is not null || _failure is not null || partitions.Count <= _state.Generation!.Partitions.Count) return;
        _logger.LogInformation("topic {Topic} has {Partitions} partitions now", _spec.Source.Topic, partitions.Count);
        _crew.Replan();
    }

    private void OnConflict(int subtask, string differences)
    {
        if (_stopping) OnSubtaskEnded(new SubtaskEnded(subtask, Failure: null));
        else if (_spec.OnGroupConflict == GroupConflict.GroupOffsets && !_crew.TakesGroupOffsets)
        {
            _crew.TakesGroupOffsets = true;
            _crew.Dismiss();
            Retire($"the consumer group's offsets are taken over: {differences}");
        }
        else if (!_crew.TakesGroupOffsets) OnSubtaskEnded(new SubtaskEnded(subtask, GroupConflictText.Contradiction(_spec, differences)));
    }

    private void OnRetired(int subtask, IReadOnlyList<PartitionPosition> positions)
    {
        _crew.Retire(subtask, positions);
        if (_crew.Count > 0) return;
        var known = _crew.Positions;
        if (_crew.TakesGroupOffsets) OwnershipRule.TakeOver(known, _state.Generation!, Commits, _prepared!.Group);
        if (_failure is not null) Fail(_failure);
        else if (_stopping) EndStopped();
        else if (_state.IsRetiring && Point is not null) Restore(known);
        else if (_state.IsRetiring) Resolve(known);
        else Retire("its subtasks are retired");
    }

    private void OnSubtaskEnded(SubtaskEnded ended)
    {
        if (!_crew.Remove(ended)) return;
        _failure ??= ended.Failure;
        if (_failure is not null) _crew.Abort();
        if (_crew.Count > 0) return;
        if (_failure is not null) Fail(_failure);
        else if (_drain is not null && !_cancelling) OnDrained();
        else if (_stopping) EndStopped();
        else if (_crew.IsReplanning || _state.IsRetiring) Self.Tell(PrepareJob.Instance);
        else WriteEnd(JobEnded.Finished, null, JobState.Finished);
    }
}
