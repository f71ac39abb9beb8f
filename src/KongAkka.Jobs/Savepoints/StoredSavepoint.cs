using System.Security.Cryptography;
using KongAkka.Jobs.Savepoints.Flink;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Savepoints;

/// <summary>A savepoint that a job can start from, of either kind, and what the two have in common.</summary>
public abstract record StoredSavepoint
{
    private StoredSavepoint()
    {
    }

    /// <summary>The topic.</summary>
    public abstract string Topic { get; }

    /// <summary>The next offset of each partition that has one, in the order of the partitions.</summary>
    public abstract IReadOnlyList<PartitionPosition> Positions { get; }

    /// <summary>The partitions without an offset, in their order; only Flink's savepoints have them.</summary>
    public abstract IReadOnlyList<UnresolvedPartition> Unresolved { get; }

    /// <summary>Reads a savepoint of either kind.</summary>
    /// <param name="path">Its folder, its file, or either as a <c>file:</c> URI.</param>
    /// <exception cref="SavepointException">There is none, or it cannot be used.</exception>
    public static StoredSavepoint Read(string path)
    {
        var file = SavepointPath.Metadata(path);
        var bytes = SavepointFile.ReadBytes(file, FlinkSavepointFile.MaxBytes);
        if (FlinkMetadata.IsOne(bytes)) return new OfFlink(FlinkSavepointFile.Read(bytes, file)) { Id = IdOf(bytes) };
        SavepointFile.EnsureSize(bytes.Length, SavepointFile.MaxBytes, file);
        return new OfKongAkka(SavepointText.Read(bytes, file));
    }

    /// <summary>Flink gives its savepoints no names inside.</summary>
    private static string IdOf(byte[] bytes) => "flink-" + Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));

    /// <summary>One that a job of ours took.</summary>
    /// <param name="Savepoint">What it holds.</param>
    public sealed record OfKongAkka(Savepoint Savepoint) : StoredSavepoint
    {
        /// <inheritdoc/>
        public override string Topic => Savepoint.Topic;

        /// <inheritdoc/>
        public override IReadOnlyList<PartitionPosition> Positions => Savepoint.Positions;

        /// <inheritdoc/>
        public override IReadOnlyList<UnresolvedPartition> Unresolved => [];
    }

    /// <summary>One that Flink took.</summary>
    /// <param name="Savepoint">What it holds.</param>
    public sealed record OfFlink(FlinkSavepoint Savepoint) : StoredSavepoint
    {
        /// <summary>By which it is known again, drawn from its bytes.</summary>
        public string Id { get; init; } = "";

        /// <inheritdoc/>
        public override string Topic => Savepoint.Topic;

        /// <inheritdoc/>
        public override IReadOnlyList<PartitionPosition> Positions => Savepoint.Positions;

        /// <inheritdoc/>
        public override IReadOnlyList<UnresolvedPartition> Unresolved => Savepoint.Unresolved;
    }
}
