using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <content>How a savepoint is restored: once, in a generation of another life that follows when all that is open has come to its end.</content>
internal sealed partial class JobActor
{
    private RestoreRequest? _restoring;

    private RestorePoint? Point => _prepared?.Restore;

    private void LookForSavepoint()
    {
        if (_state.Restored is [.., var last]) _progress.Restored = new RestoredSavepoint(last.Path, last.At);
        _restoring = RestoreRule.Wanted(_state, _spec.Restore, _restart.Options.From, _restart.Request);
        if (_restoring is null && _spec.Restore.Path.Length > 0) _logger.LogInformation("savepoint {Path} was restored before, and is not again", _spec.Restore.Path);
    }

    private Preparation Forget(Preparation prepared)
    {
        if (prepared.Restore is not { } point || !RestoreRule.IsApplied(_state, _restoring!, point)) return prepared;
        _logger.LogInformation("savepoint {Path} is {Id}, which was restored before, and is not again", point.Path, point.Id);
        return prepared with { Restore = null };
    }

    private void Restore(IReadOnlyDictionary<int, long> known)
    {
        var (point, ends) = (Point!, _prepared!.Ends);
        switch (RestoreRule.Decide(_spec, point, ends, [.. _prepared.Partitions], known, _restoring!.IsExplicit))
        {
            case RestoreVerdict.Refused refused:
                Fail(refused.Failure);
                break;
            case RestoreVerdict.Starts starts:
                foreach (var warning in starts.Warnings) _logger.LogWarning("{Warning}", warning);
                _prepared = _prepared with { Restore = point with { Positions = starts.Positions } };
                Task.Run(() => _preparing.ResolveRestoredAsync(starts.Positions, _stopped.Token)).PipeTo(Self, Self, bounds => new BoundsResolved(bounds), Failed);
                break;
            default:
                throw new InvalidOperationException("the verdict on a savepoint is not known");
        }
    }

    private SavepointRestored Restored(RestorePoint point) =>
        new(point.Path, point.Id, [.. point.Positions.OrderBy(p => p.Key).Select(p => new PartitionPosition(p.Key, p.Value))], _progress.Now, _restoring!.Request);

    private void OnRestored(RestorePoint point)
    {
        _progress.Restored = new RestoredSavepoint(point.Path, _progress.Now);
        _logger.LogInformation("savepoint {Path} is restored: {Positions}", point.Path, string.Join(", ", point.Positions.OrderBy(p => p.Key).Select(p => $"{p.Key}:{p.Value}")));
        (_prepared, _restoring, _isGroupChecked) = (_prepared! with { Restore = null }, null, true);
    }
}
