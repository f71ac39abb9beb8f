namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>What came of asking for a label's state; a closed set.</summary>
internal abstract record StateAnswer
{
    private StateAnswer()
    {
    }

    /// <summary>StarRocks told the state.</summary>
    /// <param name="State">The state.</param>
    public sealed record Known(LoadState State) : StateAnswer;

    /// <summary>StarRocks refused to tell, or told something that is no state.</summary>
    /// <param name="Message">Its words.</param>
    public sealed record Refused(string Message) : StateAnswer;

    /// <summary>Nobody gave an answer that can be read.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unanswered(string Reason) : StateAnswer;

    /// <summary>The credentials were not accepted.</summary>
    /// <param name="Message">StarRocks' words.</param>
    public sealed record Unauthorized(string Message) : StateAnswer;
}
