using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Flink;

/// <summary>The routes of savepoints. This version takes none, so each is refused with its reason after the request itself was found right.</summary>
/// <param name="lookup">Finds jobs.</param>
internal sealed class FlinkSavepoints(FlinkLookup lookup)
{
    private const string None = "This version of KongAkka takes no savepoints. A job goes on from its journal by itself; PATCH /jobs/:jobid?mode=cancel ends it.";

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        foreach (var path in new[] { "savepoints", "stop", "checkpoints" }) routes.MapPost($"/jobs/{{id}}/{path}", TriggerAsync);
        foreach (var path in new[] { "savepoints", "checkpoints" }) routes.MapGet($"/jobs/{{id}}/{path}/{{trigger}}", ResultAsync);
        routes.MapPost("/savepoint-disposal", DisposeAsync);
        routes.MapGet("/savepoint-disposal/{trigger}", DisposalAsync);
    }

    private Task TriggerAsync(HttpContext context)
    {
        lookup.Job(context);
        var body = RequestBody.Of(context).AsJson();
        foreach (var name in new[] { "target-directory", "targetDirectory", "formatType", "triggerId", "checkpointType" }) RequestBody.Field(body, name, "");
        foreach (var name in new[] { "cancel-job", "drain" }) RequestBody.Field(body, name, false);
        return Answer.ErrorAsync(context, StatusCodes.Status501NotImplemented, None);
    }

    private Task ResultAsync(HttpContext context)
    {
        var job = lookup.Job(context);
        return Answer.ErrorAsync(context, StatusCodes.Status404NotFound, $"There is no savepoint operation with triggerId={FlinkLookup.Trigger(context)} for job {job.Id}.");
    }

    private static Task DisposeAsync(HttpContext context)
    {
        if (RequestBody.Field(RequestBody.Of(context).AsJson(), "savepoint-path", "").Length == 0)
            throw new RequestException(StatusCodes.Status400BadRequest, "Field savepoint-path must not be omitted or be null.");
        return Answer.ErrorAsync(context, StatusCodes.Status501NotImplemented, None);
    }

    private static Task DisposalAsync(HttpContext context) =>
        Answer.ErrorAsync(context, StatusCodes.Status404NotFound, $"There is no savepoint disposal operation with triggerId={FlinkLookup.Trigger(context)}.");
}
