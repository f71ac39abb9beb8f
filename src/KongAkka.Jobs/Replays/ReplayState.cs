using KongAkka.Jobs.Journal;

namespace KongAkka.Jobs.Replays;

/// <summary>What the events of a job's replays come to: which rejected records are in the table, and which load is open. Pure.</summary>
internal sealed class ReplayState
{
    /// <summary>The life of the account; null before its first event.</summary>
    public string? Incarnation { get; private set; }

    /// <summary>The number of the next plan.</summary>
    public long NextNumber { get; private set; }

    /// <summary>The plan whose end is not known; null when there is none.</summary>
    public ReplayPlanned? Open { get; private set; }

    /// <summary>The records that are in the table.</summary>
    public OriginSet Replayed { get; private set; } = new();

    /// <summary>Takes an event in.</summary>
    /// <param name="journaled">The event.</param>
    /// <exception cref="InvalidOperationException">It does not follow from those before it.</exception>
    public void Apply(JournalEvent journaled)
    {
        switch (journaled)
        {
            case ReplayClaimed claimed:
                Incarnation ??= claimed.Incarnation;
                break;
            case ReplayPlanned planned:
                if (Open is { } open) throw new InvalidOperationException($"load {planned.Plan.Number} is planned while load {open.Plan.Number} is open");
                (Open, NextNumber) = (planned, planned.Plan.Number + 1);
                break;
            case ReplayCommitted committed:
                if (Open is not { } ended || ended.Plan.Number != committed.Number) throw new InvalidOperationException($"load {committed.Number} is not open");
                Replayed.Add(ended.Topic, committed.Ranges);
                Open = null;
                break;
            default:
                throw new InvalidOperationException($"{journaled.GetType().Name} is no event of replays");
        }
    }

    /// <summary>Takes a snapshot's state over.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public void Restore(ReplaySnapshot snapshot)
    {
        (Incarnation, NextNumber, Open) = (snapshot.Incarnation, snapshot.NextNumber, snapshot.Open);
        Replayed = new OriginSet();
        Replayed.Restore(snapshot.Replayed);
    }

    /// <summary>The state as a snapshot.</summary>
    public ReplaySnapshot Snapshot() => new(Incarnation!, NextNumber, Replayed.Save(), Open);
}
