namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>What stands in the way of a load.</summary>
/// <param name="What">What is wrong, naming the thing; a sentence.</param>
/// <param name="Remedy">What a person can do about it; a sentence.</param>
internal sealed record LoadTrouble(string What, string Remedy);
