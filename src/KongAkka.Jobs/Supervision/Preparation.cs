using KongAkka.Jobs.Journal;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>What a job finds out before it reads anything.</summary>
/// <param name="Ends">What it reads and fills.</param>
/// <param name="Schema">The rule's columns with the table's limits.</param>
/// <param name="Partitions">The topic's partitions.</param>
/// <param name="Group">What the consumer group has.</param>
internal sealed record Preparation(EndsIdentified Ends, RowSchema Schema, IReadOnlyList<int> Partitions, IReadOnlyDictionary<int, GroupCommit> Group);
