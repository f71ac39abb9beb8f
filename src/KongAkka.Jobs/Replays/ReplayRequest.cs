using KongAkka.Pipeline.Rejects;

namespace KongAkka.Jobs.Replays;

/// <summary>What is to be replayed.</summary>
public sealed record ReplayRequest
{
    /// <summary>Whether a rejected record is meant; any by default.</summary>
    public Func<RejectedRecord, bool> Selects { get; init; } = static _ => true;

    /// <summary>Told of each reject that cannot be read; it is skipped.</summary>
    public Action<BrokenReject> OnBroken { get; init; } = static _ => { };

    /// <summary>What a person decided about the open load of an earlier replay that the sink has forgotten: whether it is in the table; null when nothing was decided.</summary>
    public bool? IsOpenLoaded { get; init; }
}
