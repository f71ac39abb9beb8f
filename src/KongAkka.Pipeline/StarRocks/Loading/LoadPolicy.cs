using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>
/// Decides what every answer to a Stream Load means. Success is believed only in the words known for it; doubt is cleared by the label's state; what is not
/// known stops the job. Pure.
/// </summary>
internal static class LoadPolicy
{
    /// <summary>What to do about something that is not known.</summary>
    public const string UnknownRemedy = "Look into the logs of StarRocks' FE and BE for the label, mend the cause and start the job again.";
    /// <summary>What to do about an FE that gives no answer.</summary>
    public const string ConnectionRemedy = "Check sink.starrocks.load-url, the network and that FEs and BEs are up; loading goes on by itself.";
    private const string AddressRemedy = "Let sink.starrocks.load-url be the HTTP address of the FEs (port 8030 unless changed), and start the job again.";
    private const string SizeRemedy = "Lower batch.max-bytes, or raise the size that the proxy on the way lets through, and start the job again.";
    private const string NoRemedy = "Nothing needs to be done unless it lasts.";

    /// <summary>Decides after a load was sent.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="rows">The rows sent.</param>
    public static LoadDecision AfterSending(HttpOutcome outcome, int rows) => outcome switch
    {
        HttpOutcome.Replied { Status: 200 } reply =>
            StreamLoadReply.Parse(reply.Body) is { } read ? AfterReply(read, rows) : AskOrRetry(Unreadable(reply), ConnectionRemedy),
        HttpOutcome.Replied { Status: 401 } reply => AfterUnauthorized(reply),
        HttpOutcome.Replied { Status: 403 } reply => Stop(Excerpt(reply), KnownFailure.PermissionRemedy),
        HttpOutcome.Replied { Status: 413 } reply => Stop(Excerpt(reply), SizeRemedy),
        HttpOutcome.Replied { Status: 408 or 429 or >= 500 } reply => AskOrRetry(Excerpt(reply), ConnectionRemedy),
        HttpOutcome.Replied reply => Stop(Excerpt(reply), AddressRemedy),
        HttpOutcome.NotSent unsent => Retry(RetryPace.Long, unsent.Reason, KnownFailure.CredentialsRemedy),
        HttpOutcome.NotReached unreached => Retry(RetryPace.Soon, unreached.Reason, ConnectionRemedy),
        HttpOutcome.Broken broken => AskOrRetry(broken.Reason, ConnectionRemedy),
        HttpOutcome.Misdirected astray => Retry(RetryPace.Long, astray.Reason, ConnectionRemedy),
        HttpOutcome.Forbidden forbidden => Stop(forbidden.What, forbidden.Remedy),
        _ => Stop($"An outcome of a load is not known: {outcome}.", UnknownRemedy),
    };

    private static LoadDecision AfterReply(StreamLoadReply reply, int rows) => reply.Status switch
    {
        ReplyStatus.Success or ReplyStatus.PublishTimeout => AfterSuccess(reply, rows),
        ReplyStatus.LabelAlreadyExists when reply.IsFinished => new LoadDecision.Committed(),
        ReplyStatus.LabelAlreadyExists => AskOrRetry("An earlier attempt under the label has not ended yet.", NoRemedy),
        ReplyStatus.Fail => AfterFailure(reply),
        _ => new LoadDecision.AskState(Stop($"StarRocks answered with status '{reply.StatusText}': {reply.Message}", UnknownRemedy)),
    };

    private static LoadDecision AfterSuccess(StreamLoadReply reply, int rows)
    {
        // A success without a count may be the answer of something else on the way: the label's state tells.
        if (reply.LoadedRows is null) return AskOrRetry($"StarRocks answered {reply.StatusText} without the number of rows loaded.", NoRemedy);
        if (reply.LoadedRows == rows && (reply.FilteredRows ?? 0) == 0) return new LoadDecision.Committed();
        var what = $"StarRocks committed the load with {reply.LoadedRows} of {rows} rows and refused {reply.FilteredRows ?? 0}.";
        const string Remedy = "Find out what changes the load on its way (a proxy, the table), delete or complete its rows, and start the job behind it.";
        return Stop(what, Remedy, reply.ErrorUrl);
    }

    private static LoadDecision AfterFailure(StreamLoadReply reply)
    {
        var what = $"StarRocks answered {reply.StatusText}: {reply.Message}";
        var known = KnownFailure.In(reply.Message);
        var remedy = known?.Remedy ?? UnknownRemedy;
        return known?.Verdict switch
        {
            FailureVerdict.Doubtful => AskOrRetry(what, remedy),
            FailureVerdict.RetrySoon => Retry(RetryPace.Soon, what, remedy),
            FailureVerdict.RetryLong => Retry(RetryPace.Long, what, remedy),
            FailureVerdict.RowsRefused => new LoadDecision.AskState(new LoadDecision.Refused(new LoadTrouble(what, remedy), reply.FilteredRows, reply.ErrorUrl)),
            FailureVerdict.Stop => Stop(what, remedy, reply.ErrorUrl),
            _ => new LoadDecision.AskState(Stop(what, remedy, reply.ErrorUrl)),
        };
    }

    // An FE answers 401 both to a wrong password and to a user without the privilege.
    private static LoadDecision AfterUnauthorized(HttpOutcome.Replied reply) => reply.Body.Contains("privilege", StringComparison.OrdinalIgnoreCase)
        ? Stop(Excerpt(reply), KnownFailure.PermissionRemedy)
        : Retry(RetryPace.Long, Excerpt(reply), KnownFailure.CredentialsRemedy);

    private static LoadDecision.AskState AskOrRetry(string what, string remedy) => new(Retry(RetryPace.Soon, what, remedy));

    private static LoadDecision.RetrySameLabel Retry(RetryPace pace, string what, string remedy) => new(pace, new LoadTrouble(what, remedy));

    private static LoadDecision.Stop Stop(string what, string remedy, Uri? evidence = null) => new(new LoadTrouble(what, remedy), evidence);

    private static string Unreadable(HttpOutcome.Replied reply) => $"{reply.From.Authority} gave a reply that cannot be read: '{Head(reply.Body)}'.";

    private static string Excerpt(HttpOutcome.Replied reply) => $"{reply.From.Authority} answered HTTP {reply.Status}: {Head(reply.Body)}";

    private static string Head(string body) => body.Length <= 300 ? body.Trim() : body[..300].Trim() + "…";
}
