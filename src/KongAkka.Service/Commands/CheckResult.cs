namespace KongAkka.Service.Commands;

/// <summary>What a check found.</summary>
/// <param name="IsOk">Whether all is well.</param>
/// <param name="Text">What is there, or what is wrong.</param>
/// <param name="Remedy">What a person can do about it; empty when all is well.</param>
internal sealed record CheckResult(bool IsOk, string Text, string Remedy)
{
    /// <summary>Whether the other end gave no answer, or one that leaves nothing to ask, so that further questions to it would come to the same.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>All is well.</summary>
    /// <param name="text">What is there.</param>
    public static CheckResult Ok(string text) => new(true, text, "");

    /// <summary>Something is wrong.</summary>
    /// <param name="what">What is wrong; a sentence.</param>
    /// <param name="remedy">What a person can do about it; a sentence.</param>
    public static CheckResult Fail(string what, string remedy) => new(false, what, remedy);
}
