namespace KongAkka.Service.Commands.Sampling;

/// <summary>What a column holds in the rows of a sample.</summary>
/// <param name="Name">The column.</param>
/// <param name="Filled">The rows that have a value for it.</param>
/// <param name="Least">The least number or time; null for texts and where there is none.</param>
/// <param name="Most">The greatest number or time; null for texts and where there is none.</param>
/// <param name="LongestBytes">For texts the bytes of the longest one; else null.</param>
/// <param name="Example">The newest value; null where there is none.</param>
internal sealed record ColumnSample(string Name, long Filled, string? Least, string? Most, int? LongestBytes, string? Example);
