using System.Net;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>The FE's HTTP: it redirects loads to the BE, knows the labels, and answers SQL.</summary>
internal sealed class FrontendHandler(Cluster cluster, Uri backend, FaultHandler faults)
{
    private readonly SqlEndpoint _sql = new(cluster);

    public async Task HandleAsync(HttpContext context)
    {
        if (RoutePath.Of(context.Request) is ["kongakka", "faults"])
        {
            await faults.HandleAsync(context);
            return;
        }

        if (!cluster.Credentials.Accept(context.Request, out var user))
        {
            CloseAfterwards(context);
            await RestReply.UnauthorizedAsync(context, user);
            return;
        }

        await RouteAsync(context);
    }

    private Task RouteAsync(HttpContext context) => (context.Request.Method, RoutePath.Of(context.Request)) switch
    {
        ("PUT", ["api", _, _, "_stream_load"]) => LoadAsync(context),
        ("GET", ["api", var database, "get_load_state"]) => StateAsync(context, database),
        ("POST", ["api", var database, var label, "_cancel"]) => CancelAsync(context, database, label),
        ("POST" or "PUT", ["api", "transaction", _]) => RestReply.FailedAsync(context, "Not implemented"),
        ("POST", ["api", "v1", "catalogs", var catalog, "databases", var database, "sql"]) => QueryAsync(context, catalog, database),
        ("POST", ["api", "v1", "catalogs", var catalog, "sql"]) => QueryAsync(context, catalog, null),
        ("GET", ["api", "health"]) => RestReply.WriteAsync(context, HttpStatusCode.OK, """{"online_backend_num":1,"total_backend_num":1}""", "application/json"),
        _ => RestReply.WriteAsync(context, HttpStatusCode.NotFound, "Not Found"),
    };

    // The body stays unread, so that no 100 Continue is sent and the client keeps it for the BE.
    private async Task LoadAsync(HttpContext context)
    {
        CloseAfterwards(context);
        if (!cluster.LoadRights.Insert)
        {
            await RestReply.FailedAsync(context, LoadRights.Denied("INSERT", RoutePath.Of(context.Request)[2]), HttpStatusCode.Unauthorized);
        }
        else if (FrontendFaults.IsInLoop(context.Request))
        {
            FrontendFaults.Loop(context);
        }
        else if (IsProbe(context.Request) || !await FrontendFaults.PlayAsync(cluster.Faults, FaultPoint.Frontend, context))
        {
            await RedirectAsync(context);
        }
    }

    private async Task RedirectAsync(HttpContext context)
    {
        if (!context.Request.Headers.Expect.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase)
            && context.Request.Protocol != HttpProtocol.Http10)
        {
            await RestReply.LoadFailedAsync(context, "class com.starrocks.common.DdlException: There is no 100-continue header");
        }
        else
        {
            RestReply.Redirect(context, new Uri(backend, context.Request.GetEncodedPathAndQuery()));
        }
    }

    private async Task QueryAsync(HttpContext context, string catalog, string? database)
    {
        if (!await FrontendFaults.PlayAsync(cluster.Faults, FaultPoint.Query, context)) await _sql.HandleAsync(context, catalog, database);
    }

    private async Task StateAsync(HttpContext context, string database)
    {
        if (!await FrontendFaults.PlayAsync(cluster.Faults, FaultPoint.LoadState, context)) await WriteStateAsync(context, database);
    }

    private Task WriteStateAsync(HttpContext context, string database)
    {
        var label = context.Request.Query["label"].ToString();
        if (label.Length == 0) return RestReply.FailedAsync(context, "No label selected.");
        if (!cluster.Catalog.HasDatabase(database)) return RestReply.FailedAsync(context, $"unknown database, database={database}");
        var found = cluster.Labels.Find(database, label);
        return RestReply.StateAsync(context, (found?.State ?? LoadState.Unknown).ToString().ToUpperInvariant(), found?.Reason ?? "");
    }

    private Task CancelAsync(HttpContext context, string database, string segment)
    {
        var label = context.Request.Query["label"] is [{ Length: > 0 } named, ..] ? named : segment;
        if (!cluster.Catalog.HasDatabase(database)) return RestReply.FailedAsync(context, $"unknown database, database={database}");
        return cluster.Labels.Cancel(database, label) is { } refusal ? RestReply.FailedAsync(context, refusal) : RestReply.OkAsync(context);
    }

    // A look at where loads would go: faults wait for loads.
    private static bool IsProbe(HttpRequest request) => request.ContentLength is null or 0 && !request.Headers.ContainsKey("label") && !request.Headers.ContainsKey("Transfer-Encoding");

    private static void CloseAfterwards(HttpContext context) => context.Response.Headers.Connection = "close";
}
