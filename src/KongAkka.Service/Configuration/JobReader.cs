using KongAkka.Jobs;
using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Savepoints;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Service.Configuration;

/// <summary>Reads one job, already merged with what jobs have by default.</summary>
internal static class JobReader
{
    // StarRocks' streaming_load_max_batch_size_mb.
    private const long StarRocksJsonLimit = 100L << 20;

    /// <summary>Reads it.</summary>
    /// <param name="job">The job's section.</param>
    /// <param name="name">The job's name.</param>
    public static JobSpec Read(ConfigurationSection job, string name)
    {
        var sink = SinkReader.Read(job.Section("sink"));
        var source = SourceReader.Read(job.Section("source"), name);
        return new JobSpec
        {
            Name = name,
            Parallelism = job.Int("parallelism", 1, 1024),
            Source = source,
            Rule = job.Choice<string>("rule", [.. Rules.Names.Select(r => new Choice<string>(r, r))]),
            Batch = ReadBatch(job.Section("batch"), sink.Type),
            Sink = sink,
            Rejects = RejectsReader.Read(job.Section("rejects"), source),
            Watchdog = ReadWatchdog(job.Section("watchdog")),
            OnGroupConflict = ReadOnConflict(job.Section("restore")),
            Restore = ReadRestore(job.Section("restore")),
            SavepointDirectory = job.RequiredText("savepoint-directory", "data/savepoints"),
            RestartStrategy = ReadRestartStrategy(job.Section("restart-strategy")),
        };
    }

    private static WatchdogSettings ReadWatchdog(ConfigurationSection watchdog) => new(
        watchdog.Duration("source-stall", TimeSpan.Zero, TimeSpan.FromDays(365)), watchdog.Duration("sink-stall", TimeSpan.Zero, TimeSpan.FromDays(365)));

    private static GroupConflict ReadOnConflict(ConfigurationSection restore) => restore.Choice<GroupConflict>(
        "on-conflict", new("fail", GroupConflict.Fail), new("journal", GroupConflict.Journal), new("group-offsets", GroupConflict.GroupOffsets));

    private static RestoreSettings ReadRestore(ConfigurationSection restore) =>
        new(restore.Text("path") ?? "", restore.Choice<bool>("allow-non-restored-state", new("false", false), new("true", true)));

    private static LoadLimits ReadBatch(ConfigurationSection batch, SinkType sink)
    {
        var limits = new LoadLimits(
            batch.Duration("max-age", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            batch.Int("max-rows", 1, int.MaxValue),
            batch.Size("max-bytes", 1 << 10, 1 << 30),
            batch.Int("max-loads-in-flight", 1, 64));
        if (sink == SinkType.StarRocks && limits.MaxBytes > StarRocksJsonLimit)
            batch.Fault("max-bytes", "StarRocks refuses JSON bodies of more than 100 MiB.", "Set it to at most 100 MiB.");
        return limits;
    }

    private static Backoff ReadRestartStrategy(ConfigurationSection strategy)
    {
        strategy.Choice("type", new Choice<bool>("exponential-delay", true));
        var backoff = new Backoff(
            strategy.Duration("initial-backoff", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
            strategy.Duration("max-backoff", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
            strategy.Number("backoff-multiplier", 1, 100),
            strategy.Number("jitter-factor", 0, 1),
            strategy.Duration("reset-backoff-threshold", TimeSpan.Zero, TimeSpan.FromDays(365)));
        if (backoff.Max < backoff.Initial) strategy.Fault("max-backoff", "It is shorter than initial-backoff.", "Set it to at least that.");
        return backoff;
    }
}
