namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>What waits to be played and what was.</summary>
/// <param name="Waiting">The faults that wait, in the order in which they were added first.</param>
/// <param name="Always">The faults that are played for every load.</param>
/// <param name="RandomCutsShare">The share of loads that is cut at random; null when none.</param>
/// <param name="RandomCutsSeed">The seed of random cuts.</param>
/// <param name="Played">The faults that were played.</param>
/// <param name="Delayed">How many requests wait in a delay at this moment.</param>
internal sealed record FaultStatus(
    IReadOnlyList<FaultCount> Waiting,
    IReadOnlyList<string> Always,
    double? RandomCutsShare,
    int? RandomCutsSeed,
    IReadOnlyList<FaultCount> Played,
    int Delayed);
