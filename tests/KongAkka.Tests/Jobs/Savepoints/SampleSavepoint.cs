using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Jobs.Savepoints;

/// <summary>A savepoint of ours.</summary>
internal static class SampleSavepoint
{
    public static Savepoint Create() => new()
    {
        Id = "savepoint-0123ab-0123456789ab",
        JobId = "0123abcd0123abcd0123abcd0123abcd",
        JobName = "access-log",
        ClusterId = "c",
        Topic = "kong-log",
        TopicId = "i",
        Positions = [new PartitionPosition(0, 42), new PartitionPosition(1, 300)],
        Target = "d.t",
        RuleHash = "r",
        TakenAt = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero),
        KongAkkaVersion = "1.2.3",
        IsDrained = true,
    };
}
