namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>What becomes of a reader whose next offset Kafka does not have.</summary>
internal static class LostOffsetsRule
{
    private const string Remedy =
        "Restart from a savepoint or from offsets that exist, or set on-lost-offsets = continue to skip what is lost.";

    /// <summary>Where a running reader goes on. It never goes back: an offset beyond the end means that the topic was made anew or cut short.</summary>
    /// <param name="settings">The policy, and the names for the error.</param>
    /// <param name="wanted">The partition and the offset that is not there.</param>
    /// <param name="low">The first offset that Kafka has.</param>
    /// <param name="end">The offset behind the last one that Kafka has.</param>
    /// <exception cref="UnrecoverableException">The policy is to fail, or the offset lies beyond the end.</exception>
    public static long Resume(KafkaSettings settings, PartitionPosition wanted, long low, long end)
    {
        if (wanted.Next > end) throw Lost(settings, wanted, low, end);
        return Start(settings, wanted, low, end);
    }

    /// <summary>Where a first start begins that asks for a given offset: there, or at the first offset that Kafka has.</summary>
    /// <param name="settings">The policy, and the names for the error.</param>
    /// <param name="wanted">The partition and the offset asked for.</param>
    /// <param name="low">The first offset that Kafka has.</param>
    /// <param name="end">The offset behind the last one that Kafka has.</param>
    /// <exception cref="UnrecoverableException">Kafka does not have the offset and the policy is to fail.</exception>
    public static long Start(KafkaSettings settings, PartitionPosition wanted, long low, long end)
    {
        if (wanted.Next >= low && wanted.Next <= end) return wanted.Next;
        return settings.OnLostOffsets == LostOffsets.Continue ? low : throw Lost(settings, wanted, low, end);
    }

    private static UnrecoverableException Lost(KafkaSettings settings, PartitionPosition wanted, long low, long end) => new(
        $"Topic {settings.Topic} partition {wanted.Partition} has no offset {wanted.Next}: Kafka has {low} up to {end}"
        + (wanted.Next > end ? "; the topic was made anew or cut short, or the offset is wrong." : "."),
        Remedy);
}
