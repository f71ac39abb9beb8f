using System.Net;
using System.Text;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Loading;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>The BE's HTTP: it takes the rows of a Stream Load and shows error logs. It nearly always answers 200; what went wrong is in the JSON.</summary>
internal sealed class BackendHandler(Cluster cluster, FaultHandler faults)
{
    public Task HandleAsync(HttpContext context) => (context.Request.Method, RoutePath.Of(context.Request)) switch
    {
        ("PUT", ["api", var database, var table, "_stream_load"]) => LoadAsync(context, database, table),
        ("GET", ["api", "_load_error_log"]) => ErrorLogAsync(context),
        (_, ["kongakka", "faults"]) => faults.HandleAsync(context),
        ("GET", ["api", "health"]) => RestReply.WriteAsync(context, HttpStatusCode.OK, """{"status": "OK","msg": "To Be Added"}""", "application/json"),
        _ => RestReply.WriteAsync(context, HttpStatusCode.NotFound, "Not Found"),
    };

    private async Task LoadAsync(HttpContext context, string database, string table)
    {
        var loadFaults = cluster.Faults.ForLoad();
        try
        {
            var reply = cluster.Credentials.Accept(context.Request, out _)
                ? await new LoadSession(cluster, loadFaults, context, database, table).RunAsync()
                : new LoadReply { Label = new LoadHeaders(context.Request.Headers).Label, Status = "Fail", Message = "no valid Basic authorization" };
            await AnswerAsync(context, loadFaults, reply);
        }
        catch (Exception e) when (e is LoadCutException or OperationCanceledException)
        {
            if (!context.Response.HasStarted) context.Abort();
        }
    }

    private Task AnswerAsync(HttpContext context, LoadFaults loadFaults, LoadReply reply)
    {
        var isCommitted = reply.Status is "Success" or "Publish Timeout";
        return isCommitted && loadFaults.TryTake(FaultPoint.Answer, out var fault) ? PlayAsync(context, fault, reply) : WriteAsync(context, reply);
    }

    private static Task WriteAsync(HttpContext context, LoadReply reply) =>
        RestReply.WriteAsync(context, HttpStatusCode.OK, Encoding.UTF8.GetString(LoadReplyText.Of(reply)), "application/json");

    private async Task PlayAsync(HttpContext context, Fault fault, LoadReply reply)
    {
        switch (fault.Action)
        {
            case FaultAction.Respond:
                await RestReply.WriteAsync(context, fault.StatusCode, fault.Text, fault.ContentType);
                break;
            case FaultAction.Fail:
                await WriteAsync(context, reply with { Status = "Fail", Message = fault.Text });
                break;
            case FaultAction.Delay:
                await cluster.Faults.WaitAsync(fault.Delay, context.RequestAborted);
                await WriteAsync(context, reply);
                break;
            case FaultAction.Truncate:
                await TruncateAsync(context, LoadReplyText.Of(reply));
                break;
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                context.Abort();
                break;
        }
    }

    private static async Task TruncateAsync(HttpContext context, byte[] answer)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.Connection = "close";
        await context.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2));
        await context.Response.CompleteAsync();
    }

    private Task ErrorLogAsync(HttpContext context) => cluster.Errors.Find(context.Request.Query["file"].ToString()) is { } log
        ? RestReply.WriteAsync(context, HttpStatusCode.OK, log, "text/plain")
        : RestReply.WriteAsync(context, HttpStatusCode.NotFound, "No such error log");
}
