using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>The plain names of the faults that are played for requests.</summary>
internal static class FaultNames
{
    /// <summary>The name under which random cuts are asked for and counted.</summary>
    public const string RandomCuts = "random-cuts";

    // A port that nothing listens on: it is reserved for tcpmux.
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");
    private static readonly Uri Foreign = new("http://foreign-host.invalid:8040");

    private static readonly Dictionary<string, FaultPoint> Points = new(StringComparer.Ordinal)
    {
        ["frontend"] = FaultPoint.Frontend,
        ["backend"] = FaultPoint.Backend,
        ["before-body"] = FaultPoint.BeforeBody,
        ["during-body"] = FaultPoint.DuringBody,
        ["before-commit"] = FaultPoint.BeforeCommit,
        ["after-commit"] = FaultPoint.Answer,
        ["state"] = FaultPoint.LoadState,
        ["query"] = FaultPoint.Query,
    };

    private static readonly Dictionary<string, Func<FaultRequest, Fault>> Known = Make();

    /// <summary>All names, in alphabetical order.</summary>
    public static IEnumerable<string> All => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Makes the fault that a request names.</summary>
    /// <returns>Whether it names one.</returns>
    /// <exception cref="FaultRequestException">A value is wrong.</exception>
    public static bool TryMake(FaultRequest request, [NotNullWhen(true)] out Fault? fault)
    {
        fault = Known.TryGetValue(request.Name, out var make) ? make(request) with { Name = request.Name } : null;
        return fault is not null;
    }

    private static Dictionary<string, Func<FaultRequest, Fault>> Make()
    {
        var known = new Dictionary<string, Func<FaultRequest, Fault>>(StringComparer.Ordinal)
        {
            ["bad-gateway"] = _ => Fault.BadGateway(),
            ["no-backend-alive"] = _ => Fault.NoBackendAlive(),
            ["shutting-down"] = _ => Fault.ShuttingDown(),
            ["too-many-transactions"] = _ => Fault.TooManyTransactions(),
            ["too-many-versions"] = _ => Fault.TooManyVersions(),
            ["fail"] = request => Fault.Fail(request.Text("text", "Cancelled because of a fault of the embedded StarRocks")),
            ["redirect-nowhere"] = request => Fault.RedirectTo(request.Address("target", Nowhere)),
            ["redirect-foreign"] = request => Fault.RedirectTo(request.Address("target", Foreign)),
            ["redirect-loop"] = _ => Fault.RedirectLoop(),
            ["redirect-without-location"] = _ => Fault.RedirectTo(null),
            ["leave-prepared"] = _ => Fault.LeavePrepared(),
            ["commit-unknown"] = _ => Fault.CommitUnknown(),
            ["commit-unknown-aborted"] = _ => Fault.CommitUnknownNotCommitted(leavesPrepared: false),
            ["commit-unknown-prepared"] = _ => Fault.CommitUnknownNotCommitted(leavesPrepared: true),
            ["truncated-answer"] = _ => Fault.TruncatedAnswer(),
            ["slow-publish"] = request => Fault.SlowPublish(Delay(request)),
            ["publish-timeout"] = request => Fault.PublishTimeout(Delay(request)),
            ["hang-publish"] = _ => Fault.SlowPublish(Timeout.InfiniteTimeSpan),
        };
        foreach (var (name, point) in Points)
        {
            known[$"hang-{name}"] = _ => Fault.Hang(point);
            known[$"cut-{name}"] = _ => Fault.Cut(point);
            known[$"delay-{name}"] = request => Fault.Wait(point, Delay(request));
            known[$"error-{name}"] = request => Fault.ServerError(Status(request)) with { Point = point };
        }

        return known;
    }

    private static TimeSpan Delay(FaultRequest request) => request.Seconds("seconds", Timeout.InfiniteTimeSpan);

    private static HttpStatusCode Status(FaultRequest request) => (HttpStatusCode)request.Number("status", 500, 400, 599);
}
