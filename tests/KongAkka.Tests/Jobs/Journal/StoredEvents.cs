using KongAkka.Jobs.Journal;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Tests.Layout;

namespace KongAkka.Tests.Jobs.Journal;

/// <summary>What journals of the past hold: a text of each manifest in <c>Stored/</c>, never changed, and the event that it means.</summary>
internal static class StoredEvents
{
    private const string Rule = "5f0c9d1e";
    public static readonly DateTimeOffset At = new(2026, 11, 24, 6, 30, 15, 123, TimeSpan.Zero);
    private static readonly OffsetRange[] Ranges = [new(0, 1200, 1300, 100), new(3, 77, 90, 12)];

    private static readonly LoadPlan[] Children =
    [
        new(8, "kk_9b1d", "logs.access", [Ranges[0]], 48, Rule, At, 7),
        new(9, "kk_9b1e", "logs.access", [Ranges[1]], 5, Rule, At, 7),
    ];

    private static readonly ReplayPlanned Replay = new("kong.access", new LoadPlan(7, "kk_3f2a", "logs.access", Ranges, 112, Rule, At, 7));

    public static IReadOnlyDictionary<string, JournalEvent> All { get; } = new Dictionary<string, JournalEvent>
    {
        ["batch-committed.1"] = new BatchCommitted(7, CommitProof.NoRows, At),
        ["batch-planned.1"] = new BatchPlanned(new LoadPlan(7, "kk_3f2a", "logs.access", Ranges, 53, Rule, At, 7)),
        ["batch-split.1"] = new BatchSplit(7, Children, At),
        ["decision-made.1"] = new DecisionMade(7, IsLoaded: true, At),
        ["ends-identified.1"] = new EndsIdentified("x4Bq9Z", "kong.access", "m0pQkKvHQ9mQy1s5r5y9Vg", "logs.access", Rule, At),
        ["generation-retiring.1"] = new GenerationRetiring(2, At),
        ["generation-started.1"] = new GenerationStarted(2, "c0ffee12", 2, "latest-offset", [new(0, 0, 1200, long.MaxValue), new(3, 1, 77, 5000, 70)], At),
        ["job-ended.1"] = new JobEnded("FAILED", At, "Topic kong.access is missing. Create it."),
        ["job-started.1"] = new JobStarted(4, "node-a", 4711, "1.2.0", At),
        ["job-submitted.1"] = new JobSubmitted("00112233445566778899aabbccddeeff", "access", At),
        ["loss-accepted.1"] = new LossAccepted(7, Ranges, 12, At),
        ["offsets-advanced.1"] = new OffsetsAdvanced(7, Ranges, At),
        ["owner-claimed.1"] = new OwnerClaimed(4, At),
        ["replay-claimed.1"] = new ReplayClaimed("c0ffee12", "node-a", 4711, At),
        ["replay-committed.1"] = new ReplayCommitted(7, CommitProof.Reply, Ranges, At),
        ["replay-planned.1"] = Replay,
        ["replay-snapshot.1"] = new ReplaySnapshot("c0ffee12", 8, [new ReplayedOffsets("kong.access", 0, [1000, 5, 20, 1])], Replay),
        ["retired.1"] = new Retired(At),
        ["savepoint-restored.1"] = new SavepointRestored("/data/savepoints/savepoint-001122-0123456789ab", "savepoint-001122-0123456789ab", [new PartitionPosition(0, 1200), new(3, 77)], At, "c0ffee12"),
        ["subtask-snapshot.1"] = new SubtaskSnapshot(4, 10, [new PartitionPosition(0, 1200), new(3, 77)], [new(Children[0], IsCommitted: true), new(Children[1], IsCommitted: false)], IsRetired: false, [new(512, At)]),
    };

    public static string Text(string manifest) => Repository.Read($"tests/KongAkka.Tests/Jobs/Journal/Stored/{manifest}.json").TrimEnd('\n');
}
