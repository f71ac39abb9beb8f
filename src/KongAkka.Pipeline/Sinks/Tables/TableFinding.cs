namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>Something about a table that its owner should know before rows are sent.</summary>
/// <param name="Kind">How much it matters.</param>
/// <param name="What">What is wrong, naming the thing; a sentence.</param>
/// <param name="Remedy">What a person can do about it; a sentence.</param>
public sealed record TableFinding(FindingKind Kind, string What, string Remedy);
