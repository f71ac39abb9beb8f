namespace KongAkka.Pipeline.RowBatching;

/// <summary>Proof that a load is in its table.</summary>
/// <param name="Label">The label under which it was loaded; empty for a sink without labels or a load without rows.</param>
/// <param name="Ranges">The offsets it accounts for.</param>
/// <param name="Rows">The rows in it.</param>
/// <param name="Bytes">The bytes of its body.</param>
/// <param name="Elapsed">From the first attempt to the proof.</param>
public sealed record LoadReceipt(string Label, IReadOnlyList<OffsetRange> Ranges, int Rows, long Bytes, TimeSpan Elapsed);
