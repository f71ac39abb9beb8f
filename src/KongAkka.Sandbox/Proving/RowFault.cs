namespace KongAkka.Sandbox.Proving;

/// <summary>One row that is wrong.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Sequence">Which of the expected rows it is; -1 for an unexpected one.</param>
/// <param name="Found">The values found in the table; null for a missing row.</param>
internal sealed record RowFault(RowFaultKind Kind, long Sequence, IReadOnlyList<string>? Found);
