namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>What to do next about a load; a closed set.</summary>
internal abstract record LoadDecision
{
    private LoadDecision()
    {
    }

    /// <summary>The rows are in the table, or durable and visible soon.</summary>
    public sealed record Committed : LoadDecision;

    /// <summary>Send the rows now.</summary>
    public sealed record Send : LoadDecision;

    /// <summary>Whether they are is not known: ask for the label's state, at once.</summary>
    /// <param name="Otherwise">What to do when they are not in the table.</param>
    public sealed record AskState(LoadDecision Otherwise) : LoadDecision;

    /// <summary>The question is still open: ask again after a while.</summary>
    /// <param name="Question">The question.</param>
    /// <param name="Trouble">What is waited for.</param>
    public sealed record Wait(AskState Question, LoadTrouble Trouble) : LoadDecision;

    /// <summary>The label's transaction hangs: cancel it, then ask again after a while.</summary>
    /// <param name="Question">The question.</param>
    /// <param name="Trouble">What hangs.</param>
    public sealed record Cancel(AskState Question, LoadTrouble Trouble) : LoadDecision;

    /// <summary>Send the rows again under the same label, which makes sure that they are loaded once.</summary>
    /// <param name="Pace">How soon.</param>
    /// <param name="Trouble">Why.</param>
    public sealed record RetrySameLabel(RetryPace Pace, LoadTrouble Trouble) : LoadDecision;

    /// <summary>The table's keeper may have known the label once and does not any more: look for the rows.</summary>
    /// <param name="Otherwise">What to do when they are not in the table.</param>
    public sealed record Forgotten(LoadDecision Otherwise) : LoadDecision;

    /// <summary>Rows were refused, and nothing of the load is in the table: find out whether it is their fault or the table's.</summary>
    /// <param name="Trouble">The refusal's words.</param>
    /// <param name="Rows">How many; null when nobody said.</param>
    /// <param name="Evidence">Where they are shown, if anywhere.</param>
    public sealed record Refused(LoadTrouble Trouble, long? Rows, Uri? Evidence) : LoadDecision;

    /// <summary>Trying again does not mend it.</summary>
    /// <param name="Trouble">Why.</param>
    /// <param name="Evidence">Where refused rows are shown, if anywhere.</param>
    public sealed record Stop(LoadTrouble Trouble, Uri? Evidence = null) : LoadDecision;
}
