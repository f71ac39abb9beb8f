using KongAkka.Pipeline.Rejects;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>Which rejected records are asked for; null means any.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Partition">The partition of the origin.</param>
/// <param name="Offset">The offset of the origin.</param>
internal sealed record RejectFilter(string? Reason, int? Partition, long? Offset)
{
    /// <summary>Whether a record is.</summary>
    /// <param name="record">The record.</param>
    public bool Matches(in RejectedRecord record) =>
        (Reason is null || Reason == record.Reason)
        && (Partition is null || Partition == record.Partition)
        && (Offset is null || Offset == record.Offset);
}
