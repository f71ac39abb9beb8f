using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Savepoints;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>What a job finds out before it reads anything.</summary>
/// <param name="Ends">What it reads and fills.</param>
/// <param name="Schema">The rule's columns with the table's limits.</param>
/// <param name="Partitions">The topic's partitions.</param>
/// <param name="Group">What the consumer group has.</param>
internal sealed record Preparation(EndsIdentified Ends, RowSchema Schema, IReadOnlyList<int> Partitions, IReadOnlyDictionary<int, GroupCommit> Group)
{
    /// <summary>The savepoint that is to be restored; null when none is.</summary>
    public RestorePoint? Restore { get; init; }
}
