using System.Globalization;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Pipeline.Telemetry;

/// <summary>Decides from what can be seen of a path whether it stands still, and says what to do. Pure; looks are to follow each other in time.</summary>
/// <param name="settings">After which time.</param>
public sealed class StallRule(WatchdogSettings settings)
{
    private DateTimeOffset? _unreadSince;

    /// <summary>Looks at a path.</summary>
    /// <param name="facts">What can be seen.</param>
    /// <param name="now">The present time.</param>
    /// <returns>What stands still, each with a sentence that names it and its remedy.</returns>
    public IReadOnlyDictionary<StallKind, string> Look(PathFacts facts, DateTimeOffset now)
    {
        var stalls = new SortedDictionary<StallKind, string>();
        var unread = UnreadFor(facts.Source, now);
        if (facts.SourceTrouble is { } source) stalls[StallKind.SourceTrouble] = source;
        else if (IsOver(settings.SourceStall, Shorter(unread, facts.Source?.SinceLastBatch))) stalls[StallKind.Source] = Source(facts.Source!.Value);
        if (facts.SinkTrouble is { } sink) stalls[StallKind.SinkTrouble] = sink;
        if (facts.RejectTrouble is { } rejects) stalls[StallKind.RejectTrouble] = rejects;
        // What a load waits for is said already where it is known.
        if (facts is { SinkTrouble: null, RejectTrouble: null } && IsOver(settings.SinkStall, facts.OldestLoad)) stalls[StallKind.Sink] = Sink(facts.OldestLoad!.Value);
        return stalls;
    }

    // A topic that was idle for long has unread records from one moment to the next: only from then on they are waited for.
    private TimeSpan? UnreadFor(SourceProgress? source, DateTimeOffset now)
    {
        if (source is not { Unread: > 0, IsWaitingForDemand: false })
        {
            _unreadSince = null;
            return null;
        }

        _unreadSince ??= now;
        return now - _unreadSince;
    }

    private static TimeSpan? Shorter(TimeSpan? one, TimeSpan? other) => one < other ? one : other is null ? null : one is null ? null : other;

    private static bool IsOver(TimeSpan limit, TimeSpan? time) => limit > TimeSpan.Zero && time >= limit;

    private static string Source(SourceProgress source) => string.Create(
        CultureInfo.InvariantCulture,
        $"Kafka has {source.Unread} unread records and delivered none for {(long)source.SinceLastBatch.TotalSeconds} s. Check the brokers that lead the topic's partitions, and whether a producer's transaction stays open (kafka-transactions.sh find-hanging).");

    private static string Sink(TimeSpan age) => string.Create(
        CultureInfo.InvariantCulture,
        $"A load has been under way for {(long)age.TotalSeconds} s. Check what the sink is busy with (SHOW PROC '/transactions' in StarRocks, its BEs' disks and compaction); the load goes on by itself once the sink answers.");
}
