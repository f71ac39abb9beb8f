using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Sinks;
using KongAkka.Tests.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Tests.Jobs.Offsets;

/// <summary>A job made by hand, for tests of the rules about it.</summary>
internal static class SampleJob
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JobSpec Spec { get; } = new()
    {
        Name = "job-a",
        Source = new KafkaSettings { BootstrapServers = "nowhere:9092", Topic = "logs", GroupId = "group" },
        Sink = new SinkSettings(SinkType.Blackhole),
    };

    public static JobSpec Bounded(BoundedMode mode) => Spec with { Source = Spec.Source with { Bounded = mode } };

    /// <summary>What subtasks share; there is nothing to run with.</summary>
    public static SubtaskContext Context(GenerationStarted generation, GroupCommitRule commits, IReadOnlyDictionary<int, GroupCommit>? group = null) =>
        new(Spec, null!, new JobProgress(Spec, TimeProvider.System), NullLogger.Instance)
        {
            Generation = generation,
            Commits = commits,
            TopicId = "",
            Schema = SampleRows.Schema,
            RuleHash = "rule",
            Retention = new RetentionRule(TimeSpan.FromHours(24)),
            GroupCommits = group ?? new Dictionary<int, GroupCommit>(),
        };
}
