namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>What came of a question to StarRocks; a closed set.</summary>
internal abstract record SqlAnswer
{
    private SqlAnswer()
    {
    }

    /// <summary>The rows, their values as texts.</summary>
    /// <param name="Values">The rows.</param>
    public sealed record Rows(IReadOnlyList<IReadOnlyList<string?>> Values) : SqlAnswer;

    /// <summary>StarRocks refused to answer.</summary>
    /// <param name="Message">Its words.</param>
    public sealed record Refused(string Message) : SqlAnswer;

    /// <summary>The credentials were not accepted.</summary>
    /// <param name="Message">StarRocks' words.</param>
    public sealed record Unauthorized(string Message) : SqlAnswer;

    /// <summary>Nobody gave a whole answer.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unanswered(string Reason) : SqlAnswer;
}
