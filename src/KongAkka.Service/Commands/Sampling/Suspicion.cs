namespace KongAkka.Service.Commands.Sampling;

/// <summary>A column of a sample that looks as if it held something else.</summary>
/// <param name="Column">The column; empty when it is all of them.</param>
/// <param name="What">What it looks like; a sentence.</param>
/// <param name="Remedy">What a person can do about it; a sentence.</param>
internal sealed record Suspicion(string Column, string What, string Remedy);
