using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>What came of a look at BEs.</summary>
/// <param name="Backends">Those that were looked at; null when the FEs do not tell which there are.</param>
/// <param name="Findings">What is wrong; empty when all of them answer.</param>
public sealed record BackendLook(IReadOnlyList<Uri>? Backends, IReadOnlyList<TableFinding> Findings);
