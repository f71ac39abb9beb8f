namespace KongAkka.Pipeline.Rejects;

/// <summary>Where a rejected record came from.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
public readonly record struct RejectOrigin(string Topic, int Partition, long Offset)
{
    /// <summary>As in <c>kong-log-0@42</c>.</summary>
    public override string ToString() => $"{Topic}-{Partition}@{Offset}";
}
