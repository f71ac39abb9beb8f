namespace KongAkka.Pipeline.Rejects;

/// <summary>Where rejected records go.</summary>
/// <param name="Type">The kind of place; a file by default.</param>
/// <param name="Directory">For <see cref="RejectType.File"/>: the folder of the files, one a job; <c>data/rejects</c> by default.</param>
public sealed record RejectSettings(RejectType Type = RejectType.File, string Directory = "data/rejects");
