namespace KongAkka.Pipeline;

/// <summary>What a failure says, for people.</summary>
public static class FailureWords
{
    /// <summary>Its words as a sentence, with those of its cause where they say more: a driver's message of a broken connection says little.</summary>
    /// <param name="failure">The failure.</param>
    public static string Of(Exception failure)
    {
        var words = failure.Message.TrimEnd('.');
        return failure.InnerException is { } cause && !failure.Message.Contains(cause.Message, StringComparison.Ordinal) ? $"{words} ({cause.Message.TrimEnd('.')})." : $"{words}.";
    }
}
