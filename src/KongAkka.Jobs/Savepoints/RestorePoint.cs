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

    /// <summary>Reads a savepoint.</summary>
    /// <param name="path">Its folder or file.</param>
    /// <exception cref="SavepointException">There is none, or it cannot be used.</exception>
    public static RestorePoint Read(string path)
    {
        var read = SavepointFile.Read(path);
        return new RestorePoint(path, read.Id, read.Topic, read.Positions.ToDictionary(p => p.Partition, p => p.Next))
        {
            ClusterId = read.ClusterId,
            TopicId = read.TopicId,
            Target = read.Target,
            RuleHash = read.RuleHash,
        };
    }
}
