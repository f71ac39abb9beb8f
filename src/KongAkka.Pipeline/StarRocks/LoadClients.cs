using KongAkka.Pipeline.StarRocks.Loading;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>What a load talks to.</summary>
/// <param name="Settings">The table.</param>
/// <param name="Frontends">The FEs.</param>
/// <param name="Loads">Sends loads.</param>
/// <param name="States">Asks what became of them.</param>
internal sealed record LoadClients(StarRocksSettings Settings, FrontendRotation Frontends, StreamLoadClient Loads, LoadStateClient States);
