namespace KongAkka.Benchmarks;

/// <summary>What one pass over the records gave.</summary>
internal readonly record struct Pass(long Rows, long BodyBytes);
