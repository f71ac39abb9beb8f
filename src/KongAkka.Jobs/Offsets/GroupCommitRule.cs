using System.Globalization;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Offsets;

/// <summary>
/// Holds the offsets in the consumer group against the journal. They carry the job's id and epoch, so that they show when the journal is not the newest there is:
/// lost, restored from a backup, or used by a second installation. Pure.
/// </summary>
/// <param name="JobId">The job's id.</param>
/// <param name="Epoch">The epoch of this start.</param>
internal sealed record GroupCommitRule(string JobId, long Epoch)
{
    private const string Mark = "kongakka/1";

    /// <summary>Random for each start: two copies of one journal come to the same epoch.</summary>
    public string Start { get; init; } = "";

    /// <summary>What is written beside each commit.</summary>
    public string Metadata => string.Create(CultureInfo.InvariantCulture, $"{Mark} {JobId} {Epoch} {Start}").TrimEnd();

    /// <summary>Whether a commit was made by any job of KongAkka's.</summary>
    /// <param name="commit">The commit.</param>
    public static bool IsOurs(GroupCommit commit) => commit.Metadata.StartsWith(Mark + " ", StringComparison.Ordinal);

    /// <summary>What contradicts the journal about a partition's commit, as a sentence; null when nothing does.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="position">The partition's position in the journal.</param>
    /// <param name="groupNext">The offset of somebody else that was there when the generation began.</param>
    public string? Conflict(GroupCommit commit, long position, long? groupNext)
    {
        if (!TryRead(commit, out var jobId, out var epoch))
            return commit.Next == groupNext ? null : "somebody else has set the group's offset";
        if (jobId != JobId) return $"job {jobId} of another journal has committed it";
        if (epoch >= Epoch) return $"a start of this job that this journal does not know (epoch {epoch}) has committed it";
        return commit.Next > position ? "this job has come further than the journal knows" : null;
    }

    /// <summary>Whether a commit shows that another start of this job, on this journal or on a copy of it, is at work at the same time.</summary>
    /// <param name="commit">What the group has now.</param>
    /// <param name="before">What it had when this start began; null when it had nothing.</param>
    public bool IsRival(GroupCommit commit, GroupCommit? before) =>
        commit != before && TryRead(commit, out var jobId, out var epoch) && jobId == JobId && epoch >= Epoch && commit.Metadata != Metadata;

    /// <summary>Whether a commit is of a later start of this job.</summary>
    /// <param name="commit">The commit.</param>
    public bool IsLater(GroupCommit commit) => TryRead(commit, out var jobId, out var epoch) && jobId == JobId && epoch > Epoch;

    private static bool TryRead(GroupCommit commit, out string jobId, out long epoch)
    {
        jobId = "";
        epoch = 0;
        if (commit.Metadata.Split(' ') is not [Mark, var id, var number, .. var start] || start.Length > 1) return false;
        jobId = id;
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out epoch);
    }
}
