using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Flink;

/// <summary>The routes by which savepoints are deleted. It is done when the request is answered; what became of the latest of them is kept for who asks.</summary>
/// <param name="jobs">The jobs, below whose folders savepoints are deleted.</param>
internal sealed class FlinkDisposals(IJobs jobs)
{
    private const int Capacity = 256;

    private readonly Lock _lock = new();
    private readonly List<(string Trigger, string? Failure)> _done = [];

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/savepoint-disposal", DisposeAsync);
        routes.MapGet("/savepoint-disposal/{trigger}", ResultAsync);
    }

    private Task DisposeAsync(HttpContext context)
    {
        var body = RequestBody.Of(context).AsJson();
        var path = RequestBody.Field(body, "savepoint-path", "");
        if (path.Length == 0) throw new RequestException(StatusCodes.Status400BadRequest, "Field savepoint-path must not be omitted or be null.");
        var trigger = FlinkSavepoints.Trigger(body);
        lock (_lock)
        {
            if (!_done.Exists(d => d.Trigger == trigger)) _done.Add((trigger, Dispose(path)));
            if (_done.Count > Capacity) _done.RemoveAt(0);
        }

        return Answer.JsonAsync(context, new JsonObject { ["request-id"] = trigger });
    }

    private string? Dispose(string path)
    {
        try
        {
            var store = SavepointStore.Of(jobs.Jobs);
            store.Clear();
            store.Dispose(path);
            return null;
        }
        catch (Exception e) when (e is SavepointException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private Task ResultAsync(HttpContext context)
    {
        var trigger = FlinkLookup.Trigger(context);
        (string Trigger, string? Failure) done;
        lock (_lock) done = _done.Find(d => d.Trigger == trigger);
        if (done.Trigger is null) return Answer.ErrorAsync(context, StatusCodes.Status404NotFound, $"There is no savepoint disposal operation with triggerId={trigger}.");
        return Answer.JsonAsync(context, new JsonObject
        {
            ["status"] = new JsonObject { ["id"] = "COMPLETED" },
            ["operation"] = new JsonObject { ["failure-cause"] = done.Failure is { } failure ? FlinkThrowable.Of("java.io.IOException", failure) : null },
        });
    }
}
