using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Savepoints;

namespace KongAkka.Jobs.Offsets;

/// <summary>
/// Holds a savepoint against the job that is to start from it. What belongs to another topic, cluster or partition is left out where that is allowed: offsets mean
/// nothing elsewhere, so that nothing is skipped by them. Pure.
/// </summary>
internal static class RestoreRule
{
    /// <summary>The savepoint that this start is to restore; null when there is none, or it was restored before.</summary>
    /// <param name="state">What the journal says.</param>
    /// <param name="configured">What the configuration says.</param>
    /// <param name="from">What a person said; null for nothing.</param>
    /// <param name="request">The order by which he did.</param>
    public static RestoreRequest? Wanted(JobJournalState state, RestoreSettings configured, string? from, string request)
    {
        if (from is not null && state.Restored.All(r => r.Request != request)) return new RestoreRequest(from, request);
        return configured.Path.Length == 0 || state.Restored.Any(r => r.Path == configured.Path) ? null : new RestoreRequest(configured.Path, Request: null);
    }

    /// <summary>Whether the configuration names a savepoint that was restored before, be it from another place.</summary>
    public static bool IsApplied(JobJournalState state, RestoreRequest wanted, RestorePoint point) => !wanted.IsExplicit && state.Restored.Any(r => r.SavepointId == point.Id);

    /// <summary>Decides.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="point">The savepoint.</param>
    /// <param name="found">What the job reads and fills now.</param>
    /// <param name="partitions">The topic's partitions.</param>
    /// <param name="known">The positions that the journal has; empty without one.</param>
    /// <param name="isExplicit">Whether a person said that the savepoint counts and not the journal.</param>
    public static RestoreVerdict Decide(JobSpec spec, RestorePoint point, EndsIdentified found, IReadOnlyCollection<int> partitions, IReadOnlyDictionary<int, long> known, bool isExplicit)
    {
        List<string> strange = [.. Strange(point, found)];
        var isElsewhere = strange.Count > 0;
        if (!isElsewhere && point.Positions.Keys.Except(partitions).Order().ToArray() is { Length: > 0 } gone) strange.Add($"it has partition {string.Join(", ", gone)}, which topic {found.Topic} has not");
        if (!isElsewhere) strange.AddRange(point.Unresolved.Select(u => $"Flink had no offset yet of partition {u.Partition}, only its mode ({u.Start.ToString().ToLowerInvariant()}), so that nobody can tell where it is to begin"));
        if (strange.Count > 0 && !spec.Restore.AllowNonRestoredState) return NotHere(spec, point, strange, isElsewhere);
        var positions = isElsewhere ? [] : point.Positions.Where(p => partitions.Contains(p.Key)).ToDictionary();
        if (positions.Count == 0 && known.Count > 0)
            return Refuse($"Nothing in savepoint {point.Path} belongs to what job {spec.Name} reads, and its journal has positions.", "Go on from the journal (without restore.path and --from), or give the job another name.");
        // No position at all is a first start, whose startup-mode could skip what Flink would have read.
        if (positions.Count == 0 && !isElsewhere)
            return Refuse($"Savepoint {point.Path} has no offset of a partition of topic {found.Topic}.", "Start without it: source.startup-mode = earliest-offset reads all there is.");
        var (after, places) = After(positions, known);
        if (after > 0 && !isExplicit) return Behind(spec, point, after, places);
        List<string> warnings = [.. strange.Select(s => $"left out of savepoint {point.Path}: {s}"), .. Changed(point, found)];
        if (after > 0) warnings.Add($"{after} offsets of {places} partitions lie after savepoint {point.Path}; they were loaded and are loaded again");
        return new RestoreVerdict.Starts(positions, warnings);
    }

    /// <summary>Makes sure that Kafka has come as far as a savepoint.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="positions">The next offset by partition.</param>
    /// <param name="ends">The offset behind the last record by partition.</param>
    /// <exception cref="SavepointException">It has not.</exception>
    public static void CheckEnds(string topic, IReadOnlyDictionary<int, long> positions, IReadOnlyDictionary<int, long> ends)
    {
        var beyond = positions.Where(p => ends.TryGetValue(p.Key, out var end) && p.Value > end).OrderBy(p => p.Key).Select(p => $"partition {p.Key}: savepoint {p.Value}, topic {ends[p.Key]}").ToArray();
        if (beyond.Length == 0) return;
        throw new SavepointException(
            SavepointFault.NotMatching,
            $"The savepoint has come further than topic {topic} is long: {string.Join("; ", beyond)}. The topic was made anew or cut short, or it is another one.",
            "Give a savepoint of this topic, or start a job of another name on it.");
    }

    private static IEnumerable<string> Strange(RestorePoint point, EndsIdentified found)
    {
        if (Differs(point.Topic, found.Topic)) yield return $"it is of topic {point.Topic}, and this is {found.Topic}";
        if (Differs(point.ClusterId, found.ClusterId)) yield return $"it is of Kafka cluster {point.ClusterId}, and this is {found.ClusterId}";
        if (Differs(point.TopicId, found.TopicId)) yield return $"it is of the topic with id {point.TopicId}, and this one has {found.TopicId}";
    }

    private static IEnumerable<string> Changed(RestorePoint point, EndsIdentified found)
    {
        if (Differs(point.Target, found.Table)) yield return $"savepoint {point.Path} was taken of a job that fills {point.Target}, and this one fills {found.Table}: what lies before the savepoint is not in it by this job";
        if (Differs(point.RuleHash, found.RuleHash)) yield return $"savepoint {point.Path} was taken under another rule: rows before and after it are made differently";
    }

    // Older brokers know no topic ids, and Flink's savepoints none of them.
    private static bool Differs(string saved, string found) => saved.Length > 0 && found.Length > 0 && saved != found;

    /// <summary>What lies after the positions; a partition that the savepoint does not know is read from its first offset.</summary>
    private static (long Offsets, int Partitions) After(Dictionary<int, long> positions, IReadOnlyDictionary<int, long> known)
    {
        var after = known.Select(k => k.Value - positions.GetValueOrDefault(k.Key)).Where(offsets => offsets > 0).ToArray();
        return (after.Sum(), after.Length);
    }

    private static RestoreVerdict.Refused NotHere(JobSpec spec, RestorePoint point, List<string> strange, bool isElsewhere) => Refuse(
        $"Savepoint {point.Path} does not belong to what job {spec.Name} reads: {string.Join("; ", strange)}.",
        "Give a savepoint of this topic, or leave out what does not belong here, so that "
        + (isElsewhere ? "nothing of it is restored and the job begins by its startup-mode" : "its partitions are read from their first offset") + ": restore.allow-non-restored-state = true.");

    private static RestoreVerdict.Refused Behind(JobSpec spec, RestorePoint point, long after, int places) => Refuse(
        $"The journal of job {spec.Name} has come further than savepoint {point.Path}: {after} offsets of {places} partitions lie after it and would be loaded again.",
        $"Remove restore.path to go on from the journal, or restore it all the same: kongakka job restart {spec.Name} --from {point.Path}");

    private static RestoreVerdict.Refused Refuse(string what, string remedy) => new(JobFailure.Of(new SavepointException(SavepointFault.NotMatching, what, remedy)));
}
