namespace KongAkka.Pipeline.Rejects;

/// <summary>Where rejected records go.</summary>
/// <param name="Type">The kind of place; a file by default.</param>
/// <param name="Directory">For <see cref="RejectType.File"/>: the folder of the files, one a job; <c>data/rejects</c> by default.</param>
/// <param name="MaxShare">The share of a load that the sink may refuse before the table is held to be wrong instead of the rows; 5 % by default.</param>
public sealed record RejectSettings(RejectType Type = RejectType.File, string Directory = "data/rejects", double MaxShare = 0.05);
