using System.Net;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>One misbehaviour, to be played for one load.</summary>
/// <param name="Point">Where.</param>
/// <param name="Action">What.</param>
public sealed record Fault(FaultPoint Point, FaultAction Action)
{
    /// <summary>The name that <c>/kongakka/faults</c> shows; by default made of action and point.</summary>
    public string Name { get; init; } = $"{Action} at {Point}";

    /// <summary>The text of the answer; the <c>Message</c> of a failure.</summary>
    public string Text { get; init; } = "";

    /// <summary>The status code of <see cref="FaultAction.Respond"/>; 500 by default.</summary>
    public HttpStatusCode StatusCode { get; init; } = HttpStatusCode.InternalServerError;

    /// <summary>The content type of <see cref="FaultAction.Respond"/>; <c>text/html</c> by default.</summary>
    public string ContentType { get; init; } = "text/html";

    /// <summary>Where <see cref="FaultAction.Redirect"/> leads; null sends a redirect without <c>Location</c>.</summary>
    public Uri? Target { get; init; }

    /// <summary>How long <see cref="FaultAction.Delay"/> waits, or how long after <see cref="FaultAction.PublishTimeout"/> the rows become readable.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The FE answers 500.</summary>
    public static Fault ServerError(HttpStatusCode status = HttpStatusCode.InternalServerError) =>
        new(FaultPoint.Frontend, FaultAction.Respond) { StatusCode = status };

    /// <summary>A proxy before the FE answers 502 with HTML.</summary>
    public static Fault BadGateway() => new(FaultPoint.Frontend, FaultAction.Respond)
    {
        StatusCode = HttpStatusCode.BadGateway,
        Text = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
    };

    /// <summary>The FE knows no BE that lives.</summary>
    public static Fault NoBackendAlive() => new(FaultPoint.Frontend, FaultAction.Fail) { Text = "class com.starrocks.common.DdlException: No backend alive." };

    /// <summary>The FE redirects to somewhere.</summary>
    /// <param name="target">Where to; null leaves out <c>Location</c>.</param>
    public static Fault RedirectTo(Uri? target) => new(FaultPoint.Frontend, FaultAction.Redirect) { Target = target };

    /// <summary>The FE redirects to itself without end.</summary>
    public static Fault RedirectLoop() => new(FaultPoint.Frontend, FaultAction.RedirectLoop);

    /// <summary>The answer never comes.</summary>
    /// <param name="point">Where the load gets stuck.</param>
    public static Fault Hang(FaultPoint point) => new(point, FaultAction.Hang);

    /// <summary>The connection breaks.</summary>
    /// <param name="point">Where: at <see cref="FaultPoint.Answer"/> the rows are there, before it they are not.</param>
    public static Fault Cut(FaultPoint point) => new(point, FaultAction.Cut);

    /// <summary>The load fails before its commit.</summary>
    /// <param name="message">StarRocks' text.</param>
    public static Fault Fail(string message) => new(FaultPoint.BeforeCommit, FaultAction.Fail) { Text = message };

    /// <summary>The tablets have too many versions.</summary>
    public static Fault TooManyVersions() =>
        Fail("Failed to load data into tablet 10086, because of too many versions, current/limit: 1001/1000. "
            + "You can reduce the loading job concurrency, or increase loading data batch size. "
            + "If you are loading data with Routine Load, you can increase FE configs routine_load_task_consume_second and "
            + "max_routine_load_batch_size.: be:127.0.0.1");

    /// <summary>The commit is done, but the BE did not learn of it.</summary>
    public static Fault CommitUnknown() => new(FaultPoint.Answer, FaultAction.Fail)
    {
        Text = "Commit transaction fail cause THRIFT_EAGAIN (timed out), Transaction status unknown, you can retry with same label.",
    };

    /// <summary>The BE could not ask for the commit, and does not know that; nothing is committed.</summary>
    /// <param name="leavesPrepared">Whether the transaction stays in PREPARE until its timeout; else it is aborted.</param>
    public static Fault CommitUnknownNotCommitted(bool leavesPrepared) => CommitUnknown() with
    {
        Point = FaultPoint.BeforeCommit,
        Action = leavesPrepared ? FaultAction.FailInDoubt : FaultAction.Fail,
    };

    /// <summary>The BE is shutting down; no label is claimed.</summary>
    public static Fault ShuttingDown() => new(FaultPoint.Backend, FaultAction.Fail) { Text = "Service is shutting down, please retry later!" };

    /// <summary>Too many transactions run in the database; no label is claimed.</summary>
    public static Fault TooManyTransactions() =>
        new(FaultPoint.Backend, FaultAction.Fail) { Text = "current running txns on db 10005 is 1000, larger than limit 1000" };

    /// <summary>The load, or another request, waits and then goes on.</summary>
    /// <param name="point">Where.</param>
    /// <param name="delay">How long; <see cref="FaultPlan.Release"/> ends it.</param>
    public static Fault Wait(FaultPoint point, TimeSpan delay) => new(point, FaultAction.Delay) { Delay = delay };

    /// <summary>The label is claimed, then the BE dies: the transaction stays in PREPARE until its timeout.</summary>
    public static Fault LeavePrepared() => new(FaultPoint.BeforeBody, FaultAction.LeavePrepared);

    /// <summary>Publishing takes a while; the answer waits for it.</summary>
    /// <param name="delay">How long.</param>
    public static Fault SlowPublish(TimeSpan delay) => new(FaultPoint.Publish, FaultAction.Delay) { Delay = delay };

    /// <summary>The answer is <c>Publish Timeout</c>.</summary>
    /// <param name="visibleAfter">When the rows become readable.</param>
    public static Fault PublishTimeout(TimeSpan visibleAfter) => new(FaultPoint.Publish, FaultAction.PublishTimeout) { Delay = visibleAfter };

    /// <summary>Half of the answer arrives; the rows are there.</summary>
    public static Fault TruncatedAnswer() => new(FaultPoint.Answer, FaultAction.Truncate);
}
