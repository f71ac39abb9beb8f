using Akka.Actor;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>The cuts of savepoints that a subtask waits for, and tells its job of.</summary>
/// <param name="subtask">The subtask's number.</param>
/// <param name="state">What its events come to.</param>
/// <param name="job">The job's coordinator.</param>
internal sealed class CutWatch(int subtask, SubtaskState state, IActorRef job)
{
    private readonly List<(string Trigger, SavepointCut Cut)> _cuts = [];

    /// <summary>Cuts behind what is planned at this moment.</summary>
    /// <param name="asked">For which savepoint.</param>
    public void Take(TakeCut asked)
    {
        _cuts.Add((asked.Trigger, new SavepointCut(state)));
        Look();
    }

    /// <summary>Tells of the cuts that are reached; to be called after each event.</summary>
    public void Look()
    {
        for (var i = _cuts.Count - 1; i >= 0; i--)
        {
            var (trigger, cut) = _cuts[i];
            if (!cut.IsReached(state)) continue;
            _cuts.RemoveAt(i);
            job.Tell(new CutReached(trigger, subtask, [.. cut.Positions.Select(p => new PartitionPosition(p.Key, p.Value))]));
        }
    }
}
