using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>What the subtasks of a generation share during one start of their job.</summary>
/// <param name="Spec">The job.</param>
/// <param name="Parts">The sink and the place of rejects.</param>
/// <param name="Progress">Where the job's state is shown.</param>
/// <param name="Logger">The log.</param>
internal sealed record SubtaskContext(JobSpec Spec, JobParts Parts, JobProgress Progress, ILogger Logger)
{
    /// <summary>The generation.</summary>
    public required GenerationStarted Generation { get; init; }

    /// <summary>The job's id and the epoch of this start.</summary>
    public required GroupCommitRule Commits { get; init; }

    /// <summary>Kafka's id of the topic that the offsets belong to.</summary>
    public required string TopicId { get; init; }

    /// <summary>The rule's columns with the table's limits.</summary>
    public required RowSchema Schema { get; init; }

    /// <summary>The rule as plans name it.</summary>
    public required string RuleHash { get; init; }

    /// <summary>How long events are kept.</summary>
    public required RetentionRule Retention { get; init; }

    /// <summary>What the consumer group had when the job started, to be held against the journal; empty when the journal is to be believed.</summary>
    public IReadOnlyDictionary<int, GroupCommit> GroupCommits { get; init; } = new Dictionary<int, GroupCommit>();

    /// <summary>Whether the generation is over: open plans are finished and nothing more is read.</summary>
    public bool IsRetiring { get; init; }

    /// <summary>What a person decided for this start.</summary>
    public RestartOptions Options { get; init; } = RestartOptions.None;

    /// <summary>When a person, or the process, let this start begin.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>Whether records of a load that Kafka no longer has are given up: only of one that was open when that was decided.</summary>
    public bool AcceptsLoss(LoadPlan plan) => Options.AcceptLoss && plan.PlannedAt <= Began;

    /// <summary>The partitions of a subtask.</summary>
    public IReadOnlyList<PartitionAssignment> Assignments(int subtask) => [.. Generation.Partitions.Where(p => p.Subtask == subtask).OrderBy(p => p.Partition)];

    /// <summary>The persistence id of a subtask.</summary>
    public string PersistenceId(int subtask) => PersistenceIdOf(Commits.JobId, Generation.Number, subtask);

    /// <summary>The persistence id of a subtask of any generation.</summary>
    public static string PersistenceIdOf(string jobId, int generation, int subtask) => $"{jobId}/{generation}/{subtask}";

    /// <summary>When loads are cut, unless they are read again as they were planned.</summary>
    public LoadLimits Limits => Parts.Sink.Narrow(Spec.Batch);

    /// <summary>What a graph of the job does.</summary>
    /// <param name="bounds">What it reads.</param>
    /// <param name="limits">When loads are cut.</param>
    public PathSpec Path(IReadOnlyList<PartitionBounds> bounds, LoadLimits limits) =>
        new(Spec.Source, bounds, Spec.Rule, Schema, limits, Spec.Sink.OnUnfit) { CommitMetadata = Commits.Metadata, TopicId = TopicId };

    /// <summary>What a graph of the job works with.</summary>
    public PathServices Services(ILoadLedger ledger) => new(Parts.Sink, Parts.Rejects, ledger, Progress.Counters, Logger) { Instruments = Progress.Instruments };
}
