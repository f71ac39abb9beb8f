using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Flink;

/// <summary>The routes by which savepoints are taken. A checkpoint cannot be: it is refused with its reason after the request itself was found right.</summary>
/// <param name="lookup">Finds jobs.</param>
/// <param name="jobs">The jobs.</param>
internal sealed class FlinkSavepoints(FlinkLookup lookup, IJobs jobs)
{
    private const int IdBytes = 16;
    private const string None = "This version of KongAkka does not do that. A job goes on from its journal by itself; POST /jobs/:jobid/savepoints takes a savepoint, with cancel-job to end the job after it.";

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/jobs/{id}/savepoints", TriggerAsync);
        routes.MapPost("/jobs/{id}/stop", StopAsync);
        routes.MapPost("/jobs/{id}/checkpoints", RefuseAsync);
        foreach (var path in new[] { "savepoints", "checkpoints" }) routes.MapGet($"/jobs/{{id}}/{path}/{{trigger}}", ResultAsync);
    }

    private Task TriggerAsync(HttpContext context)
    {
        var job = lookup.Job(context);
        var body = RequestBody.Of(context).AsJson();
        RequestBody.Field(body, "formatType", "");
        var directory = RequestBody.Field(body, "target-directory", "");
        var request = new SavepointRequest(Trigger(body))
        {
            Directory = directory.Length > 0 ? directory : null,
            IsCancelling = RequestBody.Field(body, "cancel-job", false),
        };
        SavepointStore.Of([job]).Clear();
        jobs.TriggerSavepoint(job.Name, request);
        return AcceptedAsync(context, request);
    }

    /// <summary>Flink's <c>drain</c> would end windows by a last watermark; there are none here, and a stop always finishes what was read.</summary>
    private Task StopAsync(HttpContext context)
    {
        var job = lookup.Job(context);
        var body = RequestBody.Of(context).AsJson();
        RequestBody.Field(body, "formatType", "");
        RequestBody.Field(body, "drain", false);
        var directory = RequestBody.Field(body, "targetDirectory", "");
        var request = new SavepointRequest(Trigger(body)) { Directory = directory.Length > 0 ? directory : null };
        jobs.StopWithSavepoint(job.Name, request);
        return AcceptedAsync(context, request);
    }

    private static Task AcceptedAsync(HttpContext context, SavepointRequest request) =>
        Answer.JsonAsync(context, new JsonObject { ["request-id"] = request.Trigger }, StatusCodes.Status202Accepted);

    private Task RefuseAsync(HttpContext context)
    {
        lookup.Job(context);
        var body = RequestBody.Of(context).AsJson();
        foreach (var name in new[] { "triggerId", "checkpointType" }) RequestBody.Field(body, name, "");
        return Answer.ErrorAsync(context, StatusCodes.Status501NotImplemented, None);
    }

    private Task ResultAsync(HttpContext context)
    {
        var job = lookup.Job(context);
        var trigger = FlinkLookup.Trigger(context);
        if (job.Savepoints.FirstOrDefault(s => s.Trigger == trigger) is not { } savepoint)
            return Answer.ErrorAsync(context, StatusCodes.Status404NotFound, $"There is no savepoint operation with triggerId={trigger} for job {job.Id}.");
        return Answer.JsonAsync(context, new JsonObject
        {
            ["status"] = new JsonObject { ["id"] = savepoint.IsUnderWay ? "IN_PROGRESS" : "COMPLETED" },
            ["operation"] = Operation(savepoint),
        });
    }

    private static JsonObject? Operation(SavepointOperation savepoint)
    {
        if (savepoint.Location is { } location) return new JsonObject { ["location"] = "file:" + location };
        if (savepoint.Failure is not { } failure) return null;
        return new JsonObject { ["failure-cause"] = FlinkThrowable.Of("org.apache.flink.runtime.checkpoint.CheckpointException", failure) };
    }

    /// <summary>By what the result of a request is asked for: what its body gives, or a new one.</summary>
    /// <param name="body">The body.</param>
    /// <exception cref="RequestException">It gives no id.</exception>
    internal static string Trigger(JsonObject body)
    {
        var given = RequestBody.Field(body, "triggerId", "");
        if (given.Length == 0) return Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        return given.Length == 2 * IdBytes && given.All(char.IsAsciiHexDigit)
            ? given.ToLowerInvariant()
            : throw new RequestException(StatusCodes.Status400BadRequest, "Bad request: triggerId is no 32 hexadecimal digits.");
    }
}
