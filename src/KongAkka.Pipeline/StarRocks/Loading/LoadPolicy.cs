using System.Globalization;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>
/// Decides what every observation about a load means. Success is believed only in the words known for it; doubt is cleared by the label's state; what is not
/// known stops the job.
/// </summary>
internal static class LoadPolicy
{
    private const string UnknownRemedy = "Look into the logs of StarRocks' FE and BE for the label, mend the cause and start the job again.";
    private const string ConnectionRemedy = "Check sink.starrocks.load-url, the network and that FEs and BEs are up; loading goes on by itself.";
    private const string AddressRemedy = "Check that sink.starrocks.load-url is the HTTP address of the FEs (port 8030 unless changed), and start the job again.";

    /// <summary>Decides after a load was sent.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="rows">The rows sent.</param>
    public static LoadDecision AfterSending(HttpOutcome outcome, int rows) => outcome switch
    {
        HttpOutcome.Replied { Status: 200 } reply => StreamLoadReply.Parse(reply.Body) is { } read ? AfterReply(read, rows) : AskOrRetry(Unreadable(reply)),
        HttpOutcome.Replied { Status: 401 } reply => AfterRefusal(reply),
        HttpOutcome.Replied { Status: 403 } reply => Stop($"{Excerpt(reply)}", KnownFailure.PermissionRemedy),
        HttpOutcome.Replied { Status: 413 } reply => Stop($"{Excerpt(reply)}", "Lower batch.max-bytes, or raise the size that the proxy on the way lets through, and start the job again."),
        HttpOutcome.Replied { Status: 408 or 429 or >= 500 } reply => AskOrRetry(new LoadTrouble(Excerpt(reply), ConnectionRemedy)),
        HttpOutcome.Replied reply => Stop(Excerpt(reply), AddressRemedy),
        HttpOutcome.NotReached unreached => new LoadDecision.RetrySameLabel(RetryPace.Soon, new LoadTrouble(unreached.Reason, ConnectionRemedy)),
        HttpOutcome.Broken broken => AskOrRetry(new LoadTrouble(broken.Reason, ConnectionRemedy)),
        HttpOutcome.Misdirected astray => new LoadDecision.RetrySameLabel(RetryPace.Long, new LoadTrouble(astray.Reason, ConnectionRemedy)),
        HttpOutcome.Foreign foreign => Stop(
            $"{foreign.From} redirects to {foreign.Host}, which is not among the hosts allowed.", $"Add {foreign.Host} to sink.starrocks.redirect-hosts if it is a BE of the cluster."),
        _ => Stop($"An outcome of a load is not known: {outcome}.", UnknownRemedy),
    };

    /// <summary>Decides after StarRocks was asked for the state of a label.</summary>
    /// <param name="answer">Its answer.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="isLabelTrusted">Whether a label that is not known was not loaded.</param>
    /// <param name="isOverdue">Whether the load should have ended by itself long since.</param>
    public static LoadDecision AfterAsking(StateAnswer answer, LoadDecision.AskState question, bool isLabelTrusted, bool isOverdue) => answer switch
    {
        StateAnswer.Known { State: LoadState.Visible or LoadState.Committed } => new LoadDecision.Committed(),
        StateAnswer.Known { State: LoadState.Aborted } => question.Otherwise,
        StateAnswer.Known { State: LoadState.Unknown } when isLabelTrusted => question.Otherwise,
        StateAnswer.Known { State: LoadState.Unknown } => Stop(
            "StarRocks does not know the label, and it was sent so long ago that StarRocks may have forgotten it.",
            "Look in the table for the rows of these offsets and restart the job behind or before them."),
        StateAnswer.Known { State: LoadState.Prepare } when isOverdue => new LoadDecision.Cancel(question, new LoadTrouble("The load hangs in state PREPARE and is cancelled.", ConnectionRemedy)),
        StateAnswer.Known { State: LoadState.Prepare } => new LoadDecision.Wait(question, new LoadTrouble("StarRocks is still loading.", "Nothing needs to be done unless it lasts.")),
        StateAnswer.Unanswered unanswered => new LoadDecision.Wait(question, new LoadTrouble(unanswered.Reason, ConnectionRemedy)),
        StateAnswer.Unauthorized refused => new LoadDecision.Wait(question, new LoadTrouble($"StarRocks refuses to tell the label's state: {refused.Message}", KnownFailure.CredentialsRemedy)),
        StateAnswer.Refused refused => AfterRefusal(refused, question),
        _ => Stop($"The label's state is {answer}, which is not one of a Stream Load in one request.", UnknownRemedy),
    };

    private static LoadDecision AfterReply(StreamLoadReply reply, int rows) => reply.Status switch
    {
        ReplyStatus.Success or ReplyStatus.PublishTimeout => AfterSuccess(reply, rows),
        ReplyStatus.LabelAlreadyExists when reply.ExistingJobStatus.Equals("FINISHED", StringComparison.OrdinalIgnoreCase) => new LoadDecision.Committed(),
        ReplyStatus.LabelAlreadyExists => AskOrRetry(new LoadTrouble("An earlier attempt under the label has not ended yet.", "Nothing needs to be done unless it lasts.")),
        ReplyStatus.Fail => AfterFailure(reply),
        _ => new LoadDecision.AskState(Stop($"StarRocks answered with status '{reply.StatusText}': {reply.Message}", UnknownRemedy)),
    };

    private static LoadDecision AfterSuccess(StreamLoadReply reply, int rows)
    {
        if ((reply.LoadedRows ?? rows) == rows && (reply.FilteredRows ?? 0) == 0) return new LoadDecision.Committed();
        var what = string.Create(
            CultureInfo.InvariantCulture, $"StarRocks committed the load with {reply.LoadedRows} of {rows} rows and refused {reply.FilteredRows ?? 0}; they are in the table under this label.");
        return Stop(what, "Find out what changes the load on its way (a proxy, a default of the table), delete or complete its rows, and start the job behind it.", reply.ErrorUrl);
    }

    private static LoadDecision AfterFailure(StreamLoadReply reply)
    {
        var what = $"StarRocks answered {reply.StatusText}: {reply.Message}";
        var known = KnownFailure.In(reply.Message);
        var trouble = new LoadTrouble(what, known?.Remedy ?? UnknownRemedy);
        return known?.Verdict switch
        {
            FailureVerdict.Doubtful => AskOrRetry(trouble),
            FailureVerdict.RetrySoon => new LoadDecision.RetrySameLabel(RetryPace.Soon, trouble),
            FailureVerdict.RetryLong => new LoadDecision.RetrySameLabel(RetryPace.Long, trouble),
            FailureVerdict.Stop => new LoadDecision.Stop(trouble, reply.ErrorUrl),
            _ => new LoadDecision.AskState(new LoadDecision.Stop(trouble, reply.ErrorUrl)),
        };
    }

    // An FE answers 401 both to a wrong password and to a user without the privilege.
    private static LoadDecision AfterRefusal(HttpOutcome.Replied reply) => reply.Body.Contains("privilege", StringComparison.OrdinalIgnoreCase)
        ? Stop(Excerpt(reply), KnownFailure.PermissionRemedy)
        : new LoadDecision.RetrySameLabel(RetryPace.Long, new LoadTrouble(Excerpt(reply), KnownFailure.CredentialsRemedy));

    private static LoadDecision AfterRefusal(StateAnswer.Refused refused, LoadDecision.AskState question)
    {
        var known = KnownFailure.In(refused.Message);
        var trouble = new LoadTrouble($"StarRocks refuses to tell the label's state: {refused.Message}", known?.Remedy ?? UnknownRemedy);
        return known is { Verdict: not FailureVerdict.Stop } ? new LoadDecision.Wait(question, trouble) : new LoadDecision.Stop(trouble);
    }

    private static LoadDecision.AskState AskOrRetry(LoadTrouble trouble) => new(new LoadDecision.RetrySameLabel(RetryPace.Soon, trouble));

    private static LoadDecision.Stop Stop(string what, string remedy, Uri? evidence = null) => new(new LoadTrouble(what, remedy), evidence);

    private static LoadTrouble Unreadable(HttpOutcome.Replied reply) => new($"{reply.From.Authority} gave a reply that cannot be read: '{Head(reply.Body)}'.", ConnectionRemedy);

    private static string Excerpt(HttpOutcome.Replied reply) => string.Create(CultureInfo.InvariantCulture, $"{reply.From.Authority} answered HTTP {reply.Status}: {Head(reply.Body)}");

    private static string Head(string body) => body.Length <= 300 ? body.Trim() : body[..300].Trim() + "…";
}
