using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Service.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Flink;

/// <summary>The routes of Flink 2.0's JobManager that have a meaning here.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="disposals">Deletes savepoints.</param>
/// <param name="settings">Whether anything can be changed.</param>
internal sealed class FlinkRoutes(IJobs jobs, FlinkDisposals disposals, AdminSettings settings)
{
    private readonly FlinkLookup _lookup = new(jobs);

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/overview", context => Answer.JsonAsync(context, FlinkOverview.Of(_lookup.Jobs)));
        routes.MapGet("/config", context => Answer.JsonAsync(context, FlinkOverview.Configuration(settings)));
        routes.MapGet("/jobs", context => Answer.JsonAsync(context, FlinkOverview.Ids(_lookup.Jobs)));
        routes.MapGet("/jobs/overview", context => Answer.JsonAsync(context, FlinkOverview.Jobs(_lookup.Jobs, DateTimeOffset.UtcNow)));
        MapJob(routes, "", job => FlinkJob.Of(job, DateTimeOffset.UtcNow));
        MapJob(routes, "/status", job => new JsonObject { ["status"] = StateWords.Of(job.State) });
        MapJob(routes, "/plan", job => new JsonObject { ["plan"] = FlinkPlan.Of(job) });
        MapJob(routes, "/config", FlinkJob.Configuration);
        MapJob(routes, "/checkpoints", FlinkCheckpoints.Statistics);
        MapJob(routes, "/checkpoints/config", _ => FlinkCheckpoints.Configuration());
        routes.MapGet("/jobs/{id}/checkpoints/details/{checkpointid}", CheckpointAsync);
        routes.MapGet("/jobs/{id}/exceptions", ExceptionsAsync);
        routes.MapGet("/jobs/{id}/metrics", MetricsAsync);
        routes.MapPatch("/jobs/{id}", CancelAsync);
        new FlinkSavepoints(_lookup, jobs).AddTo(routes);
        disposals.AddTo(routes);
    }

    private void MapJob(IEndpointRouteBuilder routes, string path, Func<JobStatus, JsonObject> answer) =>
        routes.MapGet($"/jobs/{{id}}{path}", context => Answer.JsonAsync(context, answer(_lookup.Job(context))));

    private Task CheckpointAsync(HttpContext context)
    {
        var job = _lookup.Job(context);
        var number = FlinkLookup.Number(context, "checkpointid");
        if (job.Savepoints.FirstOrDefault(s => s.Number == number) is { } savepoint) return Answer.JsonAsync(context, FlinkCheckpoints.Details(job, savepoint));
        return Answer.ErrorAsync(context, StatusCodes.Status404NotFound, $"Could not find checkpointing statistics for checkpoint {number} of job {job.Id}.");
    }

    private Task ExceptionsAsync(HttpContext context)
    {
        var job = _lookup.Job(context);
        var most = context.Request.Query["maxExceptions"].ToString();
        var isNumber = int.TryParse(most, System.Globalization.CultureInfo.InvariantCulture, out var number);
        if (most.Length > 0 && !isNumber) throw new RequestException(StatusCodes.Status400BadRequest, $"Cannot resolve query parameter (maxExceptions) from value \"{most}\".");
        return Answer.JsonAsync(context, FlinkExceptions.Of(job, isNumber && number > 0 ? number : int.MaxValue));
    }

    private Task MetricsAsync(HttpContext context)
    {
        var metrics = FlinkMetrics.Of(_lookup.Job(context), DateTimeOffset.UtcNow);
        return Answer.JsonAsync(context, context.Request.Query.TryGetValue("get", out var asked) ? FlinkMetrics.Values(metrics, asked.ToString().Split(',')) : FlinkMetrics.Names(metrics));
    }

    private Task CancelAsync(HttpContext context)
    {
        var job = _lookup.Job(context);
        var mode = context.Request.Query["mode"].ToString();
        if (mode == "stop") return Answer.ErrorAsync(context, StatusCodes.Status308PermanentRedirect, "The termination mode \"stop\" has been removed. Use \"cancel\", or POST /jobs/:jobid/stop to stop with a savepoint.");
        if (mode is not ("" or "cancel")) throw new RequestException(StatusCodes.Status400BadRequest, $"Cannot resolve query parameter (mode) from value \"{mode}\".");
        if (job.State == JobState.Canceled || jobs.Cancel(job.Name)) return Answer.JsonAsync(context, new JsonObject(), StatusCodes.Status202Accepted);
        var state = StateWords.Of(_lookup.Job(context).State);
        return Answer.ErrorAsync(context, StatusCodes.Status409Conflict, $"Job cancellation failed because the job has already reached another terminal state ({state}).");
    }
}
