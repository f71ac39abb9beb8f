namespace KongAkka.Jobs.Journal;

/// <summary>The offsets of one partition that were replayed, in little room.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Runs">How many offsets are left out, how many follow that were replayed, and so on in turn, from offset 0.</param>
internal sealed record ReplayedOffsets(string Topic, int Partition, IReadOnlyList<long> Runs);
