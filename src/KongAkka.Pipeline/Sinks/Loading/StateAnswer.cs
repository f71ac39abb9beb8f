namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>What came of asking for a label's state; a closed set.</summary>
internal abstract record StateAnswer
{
    private StateAnswer()
    {
    }

    /// <summary>The state was told.</summary>
    /// <param name="State">The state.</param>
    public sealed record Known(LoadState State) : StateAnswer;

    /// <summary>Nobody gave an answer that can be read; somebody may later.</summary>
    /// <param name="Trouble">Why.</param>
    public sealed record Unanswered(LoadTrouble Trouble) : StateAnswer;

    /// <summary>The answer is refused, or is no state: asking again does not mend it.</summary>
    /// <param name="Trouble">Why.</param>
    public sealed record Refused(LoadTrouble Trouble) : StateAnswer;
}
