namespace KongAkka.Pipeline.Consuming.Tls;

/// <summary>Why TLS towards a broker fails.</summary>
/// <param name="What">What is wrong; a sentence without its full stop.</param>
/// <param name="Remedy">What a person can do about it; a sentence.</param>
internal sealed record TlsTrouble(string What, string Remedy)
{
    /// <summary>Both.</summary>
    public override string ToString() => $"{What}. {Remedy}";
}
