namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>Why a property of a Kafka client cannot be used.</summary>
/// <param name="Key">The property's name.</param>
/// <param name="What">What is wrong; a sentence without any secret.</param>
/// <param name="Remedy">What would be right; a sentence.</param>
/// <param name="IsInFile">Whether it is in a file that the property names, and not in the property itself.</param>
public sealed record PropertyFault(string Key, string What, string Remedy, bool IsInFile = false);
