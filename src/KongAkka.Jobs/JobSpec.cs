using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Jobs;

/// <summary>Everything that defines a job; the one thing between a configuration and the path.</summary>
public sealed record JobSpec
{
    /// <summary>The name by which users know the job.</summary>
    public required string Name { get; init; }

    /// <summary>How many subtasks share the partitions; 1 by default.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>What to read.</summary>
    public required KafkaSettings Source { get; init; }

    /// <summary>The rule's name; <c>access-log</c> by default.</summary>
    public string Rule { get; init; } = "access-log";

    /// <summary>When a load is cut.</summary>
    public LoadLimits Batch { get; init; } = LoadLimits.Default;

    /// <summary>Where rows go.</summary>
    public required SinkSettings Sink { get; init; }

    /// <summary>Where rejected records go.</summary>
    public RejectSettings Rejects { get; init; } = new();

    /// <summary>After which time without progress the job says so.</summary>
    public WatchdogSettings Watchdog { get; init; } = WatchdogSettings.Default;

    /// <summary>What to do when the consumer group's offsets contradict the journal; nothing is read by default.</summary>
    public GroupConflict OnGroupConflict { get; init; } = GroupConflict.Fail;

    /// <summary>Where the job's savepoints go when no folder is given, and below which all of them must lie.</summary>
    public string SavepointDirectory { get; init; } = "data/savepoints";

    /// <summary>The savepoint that the job is to start from; none by default.</summary>
    public RestoreSettings Restore { get; init; } = RestoreSettings.None;

    /// <summary>How long to wait before trying again.</summary>
    public Backoff RestartStrategy { get; init; } = Backoff.Default;
}
