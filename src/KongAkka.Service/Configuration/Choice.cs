namespace KongAkka.Service.Configuration;

/// <summary>One of the words that a key may have.</summary>
/// <param name="Word">The word.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record Choice<T>(string Word, T Meaning);
