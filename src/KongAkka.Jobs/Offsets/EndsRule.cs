using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;

namespace KongAkka.Jobs.Offsets;

/// <summary>Holds what a job reads and fills against what its journal has: offsets of one topic mean nothing in another. Pure.</summary>
internal static class EndsRule
{
    /// <summary>Checks that the journal's offsets still count.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="journaled">What the journal has; null before the first start.</param>
    /// <param name="found">What there is now.</param>
    /// <exception cref="UnrecoverableException">Another cluster or topic, or another table while loads of the old one may be open.</exception>
    public static void Check(string job, EndsIdentified? journaled, EndsIdentified found)
    {
        if (journaled is null) return;
        Refuse(job, "Kafka cluster", journaled.ClusterId, found.ClusterId);
        Refuse(job, "topic", journaled.Topic, found.Topic);
        Refuse(job, $"id of topic {found.Topic}", journaled.TopicId, found.TopicId);
        Refuse(job, "table", journaled.Table, found.Table);
    }

    /// <summary>Whether something is to be written down anew.</summary>
    public static bool HasChanged(EndsIdentified? journaled, EndsIdentified found) => journaled is null || journaled with { At = found.At, Unknown = null } != found;

    private static void Refuse(string job, string what, string journaled, string found)
    {
        // Older brokers know no topic ids.
        if (journaled == found || journaled.Length == 0 || found.Length == 0) return;
        throw new UnrecoverableException(
            $"The journal of job {job} belongs to another {what}: {journaled}, and this is {found}. Its offsets do not count here.",
            "Go back to the old one, or give the job another name (kongakka.jobs.<name>), under which it starts anew.");
    }
}
