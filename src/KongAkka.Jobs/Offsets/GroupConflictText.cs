using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Offsets;

/// <summary>Tells of a contradiction between journal and consumer group, and of the choices there are.</summary>
internal static class GroupConflictText
{
    /// <summary>The journal knows no offsets, and the group has some of a job of ours.</summary>
    public static JobFailure JournalIsEmpty(JobSpec spec, IReadOnlyDictionary<int, GroupCommit> group) => Failure(
        spec,
        $"The journal knows no offsets of job {spec.Name}, but consumer group {spec.Source.GroupId} has some that this job or one before it has loaded: "
        + string.Join("; ", group.OrderBy(c => c.Key).Select(c => $"partition {c.Key}: journal none, group {c.Value.Next} (written by {c.Value.Metadata})"))
        + ". The journal was lost, or the group belongs to another installation.",
        $"to begin by startup-mode, without regard to the group: {Key(spec)}=journal");

    /// <summary>The journal's offsets and the group's contradict each other.</summary>
    public static JobFailure Contradiction(JobSpec spec, string differences) => Failure(
        spec,
        $"The offsets in consumer group {spec.Source.GroupId} contradict the journal of job {spec.Name}: {differences}.",
        $"to go on from the journal, and load again what lies behind it: {Key(spec)}=journal");

    private static string Key(JobSpec spec) => $"kongakka run … --set jobs.{spec.Name}.restore.on-conflict";

    private static JobFailure Failure(JobSpec spec, string what, string journal) => new(
        $"{what} Nothing was read. Put the newest journal back, or choose once: to go on from the group's offsets: {Key(spec)}=group-offsets; {journal}.", IsFinal: true);
}
