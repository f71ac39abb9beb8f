namespace KongAkka.Jobs.Journal;

/// <summary>The partitions are dealt out to subtasks. Holds until the next generation, over restarts.</summary>
/// <param name="Number">Counts the generations from 1.</param>
/// <param name="Incarnation">The life of the job's offsets: random, drawn with the job's journal and anew at every restore; part of every label.</param>
/// <param name="Parallelism">The number of subtasks asked for.</param>
/// <param name="Bounds">What the ends were resolved from, as the configuration has it; another text means other ends.</param>
/// <param name="Partitions">The partitions.</param>
/// <param name="At">When.</param>
internal sealed record GenerationStarted(
    int Number, string Incarnation, int Parallelism, string Bounds, IReadOnlyList<PartitionAssignment> Partitions, DateTimeOffset At) : JournalEvent;
