namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>Decides what the state of a label means for its load. Pure.</summary>
internal static class LabelPolicy
{
    private const string UnknownRemedy = "Look into the logs of the database for the label, mend the cause and start the job again.";
    private const string NoRemedy = "Nothing needs to be done unless it lasts.";

    /// <summary>Decides after the state of a label was asked for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="isLabelTrusted">Whether a label that is not known was not loaded.</param>
    /// <param name="isOverdue">Whether the load should have ended by itself long since.</param>
    public static LoadDecision AfterAsking(StateAnswer answer, LoadDecision.AskState question, bool isLabelTrusted, bool isOverdue) => answer switch
    {
        StateAnswer.Known known => AfterState(known.State, question, isLabelTrusted, isOverdue),
        StateAnswer.Unanswered unanswered => new LoadDecision.Wait(question, unanswered.Trouble),
        StateAnswer.Refused refused => new LoadDecision.Stop(refused.Trouble),
        _ => new LoadDecision.Stop(new LoadTrouble($"An answer to the question for a label's state is not known: {answer}.", UnknownRemedy)),
    };

    private static LoadDecision AfterState(LoadState state, LoadDecision.AskState question, bool isLabelTrusted, bool isOverdue) => state switch
    {
        LoadState.Visible or LoadState.Committed => new LoadDecision.Committed(),
        LoadState.Aborted => question.Otherwise,
        LoadState.Unknown when isLabelTrusted => question.Otherwise,
        LoadState.Unknown => new LoadDecision.Forgotten(question.Otherwise),
        LoadState.Prepare when isOverdue => new LoadDecision.Cancel(question, new LoadTrouble("The load hangs in state PREPARE and is cancelled.", NoRemedy)),
        LoadState.Prepare => new LoadDecision.Wait(question, new LoadTrouble("An attempt is still loading.", NoRemedy)),
        _ => new LoadDecision.Stop(new LoadTrouble($"The label is in state {state}, which a load in one request never has.", UnknownRemedy)),
    };
}
