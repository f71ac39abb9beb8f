using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Journal;

/// <summary>The generation that follows begins where a savepoint stands; written with it, so that a savepoint is restored once.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="SavepointId">The savepoint.</param>
/// <param name="Positions">What of it was restored.</param>
/// <param name="At">When.</param>
/// <param name="Request">By which order of a person; absent when the configuration said so.</param>
internal sealed record SavepointRestored(string Path, string SavepointId, IReadOnlyList<PartitionPosition> Positions, DateTimeOffset At, string? Request = null) : JournalEvent;
