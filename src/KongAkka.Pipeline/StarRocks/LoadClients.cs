using KongAkka.Pipeline.StarRocks.Loading;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>What a load talks to.</summary>
/// <param name="Settings">The table.</param>
/// <param name="Frontends">The FEs.</param>
/// <param name="Loads">Sends loads.</param>
/// <param name="States">Asks what became of them.</param>
/// <param name="History">Asks what StarRocks' tables still tell about them.</param>
internal sealed record LoadClients(
    StarRocksSettings Settings, FrontendRotation Frontends, StreamLoadClient Loads, LoadStateClient States, LoadHistory History)
{
    /// <summary>The guards of the labels that are in use.</summary>
    public OpenGuards Guards { get; } = new(Settings);

    /// <summary>Whether StarRocks still knows a label under which something may have been sent.</summary>
    public async Task<bool> IsLabelKeptAsync(LabelGuard guard, DateTimeOffset now, CancellationToken cancellation)
    {
        var finished = guard.NeedsCount(now) ? await History.CountFinishedAsync(Frontends.Current, guard.Age(now), cancellation).ConfigureAwait(false) : null;
        return guard.IsTrusted(now, finished);
    }
}
