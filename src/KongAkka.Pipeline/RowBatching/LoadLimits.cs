namespace KongAkka.Pipeline.RowBatching;

/// <summary>When a load is cut: at whichever comes first.</summary>
/// <param name="MaxAge">The age of the oldest record in it.</param>
/// <param name="MaxRows">The most rows of a load.</param>
/// <param name="MaxBytes">The most bytes of a load's body; a single row may exceed it.</param>
/// <param name="MaxLoadsInFlight">How many loads are sent at the same time.</param>
public sealed record LoadLimits(TimeSpan MaxAge, int MaxRows, long MaxBytes, int MaxLoadsInFlight)
{
    /// <summary>5 s, 500,000 rows, 64 MiB, 2 in flight.</summary>
    public static LoadLimits Default { get; } = new(TimeSpan.FromSeconds(5), 500_000, 64L << 20, 2);
}
