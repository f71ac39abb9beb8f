using KongAkka.Jobs.Journal;
using KongAkka.Pipeline.Rejects;

namespace KongAkka.Jobs.Replays;

/// <summary>Picks the rejects to replay: each origin once, none that is in the table or that the job may load by itself. Pure.</summary>
/// <param name="replayed">The origins that were replayed.</param>
/// <param name="passage">How far the job has come.</param>
/// <param name="tally">Where those left out are counted.</param>
internal sealed class RejectPick(OriginSet replayed, JobPassage passage, ReplayTally tally)
{
    private readonly OriginSet _seen = new();
    private readonly OriginSet _readAgain = new();
    private long _readAgainCount;

    /// <summary>Whether a reject is to be replayed.</summary>
    /// <param name="reject">The reject.</param>
    public bool Takes(in RejectedRecord reject)
    {
        var (origin, standing) = (reject.Origin, passage.Of(reject));
        if (_seen.Contains(origin)) return false;
        if (standing == RejectStanding.ReadAgain)
        {
            // A later reject of the same record may be final.
            if (_readAgain.Add(origin)) _readAgainCount++;
            return false;
        }

        _seen.Add(origin);
        if (_readAgain.Contains(origin)) _readAgainCount--;
        if (replayed.Contains(origin)) tally.ReplayedBefore++;
        else if (standing == RejectStanding.NotPassed) tally.NotPassed++;
        else return true;
        return false;
    }

    /// <summary>Leaves out what the open load of an earlier replay has brought into the table by now; it is counted already.</summary>
    /// <param name="open">The load.</param>
    public void Leave(ReplayPlanned open)
    {
        foreach (var range in open.Plan.Ranges)
        {
            for (var offset = range.First; offset < range.Next; offset++)
            {
                var origin = new RejectOrigin(open.Topic, range.Partition, offset);
                if (replayed.Contains(origin)) _seen.Add(origin);
            }
        }
    }

    /// <summary>Counts what is known only at the end.</summary>
    public void End() => tally.ReadAgain = _readAgainCount;
}
