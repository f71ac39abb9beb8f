using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Offsets;

/// <summary>Whether a subtask may claim its journal, from what the journal and the consumer group say. Pure.</summary>
internal static class OwnershipRule
{
    /// <summary>Why it may not because another process has; null when none has.</summary>
    /// <param name="journaled">The epoch in the journal.</param>
    /// <param name="own">The epoch at which this process has claimed the job; 0 when it has not yet.</param>
    public static JobFailure? Superseded(long journaled, long own) => own == 0 || journaled <= own ? null : new JobFailure(
        $"Another process has taken the job over: its journal is at epoch {journaled}, this process started at {own}. Nothing is left to do here.", IsFinal: true)
    { IsSuperseded = true };

    /// <summary>Another start of the job is at work: a later one, or one on a copy of its journal.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="own">The start of this process.</param>
    /// <param name="partition">The partition where it shows.</param>
    /// <param name="commit">Its commit there.</param>
    public static JobFailure Rival(JobSpec spec, GroupCommitRule own, int partition, GroupCommit commit) => new(
        (own.IsLater(commit) ? "Another process has taken the job over" : $"Another process works on job {spec.Name} at the same time, on a copy of this journal")
        + $": it has committed offset {commit.Next} of partition {partition} to group {spec.Source.GroupId} as {commit.Metadata}, this process is {own.Metadata}. "
        + "Nothing is left to do here, unless two installations work on copies of one journal: give the second one a job name and a group of its own.", IsFinal: true)
    { IsSuperseded = true };

    /// <summary>Why a journal can never be read, as opposed to not now; null when trying again may help.</summary>
    /// <param name="reason">What went wrong.</param>
    /// <param name="journaled">The event at which it did, if it was read.</param>
    /// <param name="persistenceId">Whose journal.</param>
    public static JobFailure? Damage(Exception reason, object? journaled, string persistenceId)
    {
        if (UnrecoverableException.CauseOf(reason) is UnrecoverableException known) return JobFailure.Of(known);
        return journaled is null ? null : new JobFailure(
            $"The journal of {persistenceId} contradicts itself at {journaled.GetType().Name}: {reason.Message} Put back a copy of the journal that is whole, or restore a savepoint into a new one.", IsFinal: true);
    }

    /// <summary>How the consumer group contradicts the journal, by partition; empty when it does not.</summary>
    /// <param name="state">What the journal says.</param>
    /// <param name="subtask">The subtask's number.</param>
    /// <param name="context">The job.</param>
    public static string Differences(SubtaskState state, int subtask, SubtaskContext context)
    {
        List<string> found = [];
        foreach (var assigned in context.Assignments(subtask))
        {
            var position = state.Positions[assigned.Partition];
            if (context.GroupCommits.TryGetValue(assigned.Partition, out var commit) && context.Commits.Conflict(commit, position, assigned.GroupNext) is { } conflict)
                found.Add($"partition {assigned.Partition}: journal {position}, group {commit.Next} ({conflict})");
        }

        return string.Join("; ", found);
    }

    /// <summary>Puts the consumer group's offset in place of the journal's where they contradict each other. The others lag behind at most: from there rows would be doubled.</summary>
    /// <param name="positions">The journal's positions; changed.</param>
    /// <param name="generation">The generation that they belong to.</param>
    /// <param name="commits">What tells commits apart.</param>
    /// <param name="group">What the consumer group has.</param>
    public static void TakeOver(Dictionary<int, long> positions, GenerationStarted generation, GroupCommitRule commits, IReadOnlyDictionary<int, GroupCommit> group)
    {
        foreach (var assigned in generation.Partitions)
            if (group.TryGetValue(assigned.Partition, out var commit) && commits.Conflict(commit, positions[assigned.Partition], assigned.GroupNext) is not null)
                positions[assigned.Partition] = commit.Next;
    }
}
