namespace KongAkka.Pipeline.Rejects;

/// <summary>Where rejected records go.</summary>
/// <param name="Type">The kind of place; files by default.</param>
/// <param name="Directory">For <see cref="RejectType.File"/>: the folder of the files; <c>data/rejects</c> by default.</param>
public sealed record RejectSettings(RejectType Type = RejectType.File, string Directory = "data/rejects")
{
    /// <summary>For <see cref="RejectType.File"/>: the bytes at which a file is followed by the next one; 64 MiB by default.</summary>
    public long MaxFileSize { get; init; } = 64L << 20;

    /// <summary>For <see cref="RejectType.File"/>: the bytes of all files of the job at which nothing more is written; 1 GiB by default.</summary>
    public long MaxSize { get; init; } = 1L << 30;

    /// <summary>For <see cref="RejectType.Kafka"/>: the topic.</summary>
    public RejectTopic? Topic { get; init; }

    /// <summary>The share of a load's rows, 0 to 1, that the sink may refuse and have rejected; above it the table is wrong, not the rows. 0.05 by default.</summary>
    public double MaxShare { get; init; } = 0.05;
}
