using System.Globalization;
using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Savepoints.Flink;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary>The options with which a table of Flink SQL goes on where a savepoint stood.</summary>
internal static class FlinkOptions
{
    /// <summary>The lines of a <c>WITH</c> clause.</summary>
    /// <param name="savepoint">The savepoint, with an offset of each partition.</param>
    public static IEnumerable<string> Of(StoredSavepoint savepoint) =>
        ["'scan.startup.mode' = 'specific-offsets',", $"'scan.startup.specific-offsets' = '{Offsets(savepoint)}'"];

    /// <summary>The offsets as Flink's option and <c>source.startup-specific-offsets</c> want them.</summary>
    /// <param name="savepoint">The savepoint.</param>
    public static string Offsets(StoredSavepoint savepoint) =>
        string.Join(';', savepoint.Positions.Select(p => string.Create(CultureInfo.InvariantCulture, $"partition:{p.Partition},offset:{p.Next}")));

    /// <summary>Why there are no such options; null when there are.</summary>
    /// <param name="savepoint">The savepoint.</param>
    public static string? Missing(StoredSavepoint savepoint)
    {
        if (savepoint.Unresolved.Count == 0) return null;
        var partitions = string.Join(", ", savepoint.Unresolved.Select(p => $"{p.Partition.ToString(CultureInfo.InvariantCulture)} ({Start(p.Start)})"));
        return $"The savepoint has no offset of these partitions: {partitions}. Look up in Kafka where each begins and append it as partition:P,offset:O to '{Offsets(savepoint)}', for scan.startup.specific-offsets.";
    }

    /// <summary>Where Flink would have begun, in words.</summary>
    /// <param name="start">It.</param>
    public static string Start(UnresolvedStart start) => start switch
    {
        UnresolvedStart.Latest => "at its end",
        UnresolvedStart.Earliest => "at its beginning",
        UnresolvedStart.Committed => "at the group's committed offset",
        UnresolvedStart.Configured => "where the source's options say",
        _ => throw new ArgumentOutOfRangeException(nameof(start), start, null),
    };
}
