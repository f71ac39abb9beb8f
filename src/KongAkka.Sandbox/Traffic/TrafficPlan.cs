namespace KongAkka.Sandbox.Traffic;

/// <summary>All that decides a sequence of records: equal plans give equal records, byte for byte.</summary>
/// <param name="Seed">The seed of every draw.</param>
/// <param name="Run">A number in each row's id that tells the rows of this run from those of others in the same table.</param>
/// <param name="Start">The time written into the first record.</param>
/// <param name="Rate">The records a second by which the written times advance.</param>
internal sealed record TrafficPlan(int Seed, ulong Run, DateTimeOffset Start, int Rate);
