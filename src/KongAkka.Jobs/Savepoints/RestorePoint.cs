using KongAkka.Jobs.Savepoints.Flink;

namespace KongAkka.Jobs.Savepoints;

/// <summary>What a savepoint says about where a job goes on; what it does not say is empty.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Id">By which it is known again.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Positions">The next offset by partition.</param>
internal sealed record RestorePoint(string Path, string Id, string Topic, IReadOnlyDictionary<int, long> Positions)
{
    /// <summary>Kafka's id of the cluster.</summary>
    public string ClusterId { get; init; } = "";

    /// <summary>Kafka's id of the topic.</summary>
    public string TopicId { get; init; } = "";

    /// <summary>What was filled.</summary>
    public string Target { get; init; } = "";

    /// <summary>The rule and its columns.</summary>
    public string RuleHash { get; init; } = "";

    /// <summary>The partitions that Flink would have begun at a place that cannot be told now.</summary>
    public IReadOnlyList<UnresolvedPartition> Unresolved { get; init; } = [];

    /// <summary>Reads a savepoint of either kind.</summary>
    /// <param name="path">Its folder or file.</param>
    /// <exception cref="SavepointException">There is none, or it cannot be used.</exception>
    public static RestorePoint Read(string path)
    {
        var stored = StoredSavepoint.Read(path);
        var positions = stored.Positions.ToDictionary(p => p.Partition, p => p.Next);
        return stored switch
        {
            StoredSavepoint.OfKongAkka(var ours) => new RestorePoint(path, ours.Id, ours.Topic, positions)
            {
                ClusterId = ours.ClusterId,
                TopicId = ours.TopicId,
                Target = ours.Target,
                RuleHash = ours.RuleHash,
            },
            // A partition that Flink would have begun at its first offset is read from there, as one that it does not know.
            StoredSavepoint.OfFlink flinks => new RestorePoint(path, flinks.Id, flinks.Topic, positions) { Unresolved = [.. flinks.Unresolved.Where(u => u.Start != UnresolvedStart.Earliest)] },
            _ => throw new InvalidOperationException($"{stored.GetType().Name} is no kind of savepoint"),
        };
    }
}
