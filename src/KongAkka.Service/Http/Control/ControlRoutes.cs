using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Service.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Control;

/// <summary>The routes for what neither Flink nor Akka.Management has a word for, below <c>/kongakka</c>. A job is named by its name or its id.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="levels">What is logged; null where that cannot be changed.</param>
/// <param name="configuration">The configuration in force, without secrets.</param>
internal sealed class ControlRoutes(IJobs jobs, ILogLevels? levels, JsonObject configuration)
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kongakka/jobs", context => Answer.JsonAsync(context, new JsonObject { ["jobs"] = new JsonArray([.. jobs.Jobs.Select(j => JobJson.Of(j, DateTimeOffset.UtcNow))]) }));
        routes.MapGet("/kongakka/jobs/{job}", context => Answer.JsonAsync(context, JobJson.Of(Job(context), DateTimeOffset.UtcNow)));
        routes.MapGet("/kongakka/jobs/{job}/decisions", context => Answer.JsonAsync(context, new JsonObject { ["decisions"] = JobJson.Decisions(Job(context), DateTimeOffset.UtcNow) }));
        routes.MapGet("/kongakka/savepoints", SavepointsAsync);
        routes.MapPost("/kongakka/jobs/{job}/resolve", ResolveAsync);
        routes.MapPost("/kongakka/jobs/{job}/restart", RestartAsync);
        routes.MapPost("/kongakka/jobs/{job}/pause", context => PauseAsync(context, isPaused: true));
        routes.MapPost("/kongakka/jobs/{job}/resume", context => PauseAsync(context, isPaused: false));
        routes.MapGet("/kongakka/configuration", context => Answer.JsonAsync(context, configuration));
        routes.MapGet("/kongakka/log-level", context => Answer.TextAsync(context, LevelWords.Of(Levels().Level)));
        routes.MapPut("/kongakka/log-level", SetLevelAsync).WithMetadata(new ReadOnlyStatus(StatusCodes.Status403Forbidden));
    }

    private JobStatus Job(HttpContext context)
    {
        var given = (string)context.GetRouteValue("job")!;
        return jobs.Jobs.FirstOrDefault(j => j.Name == given || (j.Id.Length > 0 && j.Id.Equals(given, StringComparison.OrdinalIgnoreCase)))
            ?? throw new RequestException(StatusCodes.Status404NotFound, $"There is no job {given}. Known: {string.Join(", ", jobs.Jobs.Select(j => j.Name))}.");
    }

    private Task ResolveAsync(HttpContext context)
    {
        var job = Job(context);
        var body = RequestBody.Of(context).AsJson();
        var label = RequestBody.Field(body, "label", "");
        var isLoaded = RequestBody.Field(body, "as", "") switch
        {
            "loaded" => true,
            "reload" => false,
            _ => throw new RequestException(StatusCodes.Status400BadRequest, "Bad request: as is neither \"loaded\" (the rows are in the table) nor \"reload\" (they are not)."),
        };
        if (job.Decision?.Plan.Label != label || label.Length == 0)
            throw new RequestException(StatusCodes.Status409Conflict, job.Decision is { } asked ? $"Job {job.Name} waits for a decision about {asked.Plan.Label} and no other load." : $"Job {job.Name} waits for no decision.");
        return RestartAsync(context, job, new RestartOptions { Decisions = new Dictionary<string, bool> { [label] = isLoaded } });
    }

    private Task RestartAsync(HttpContext context)
    {
        var job = Job(context);
        var body = RequestBody.Of(context).AsJson();
        return RestartAsync(context, job, new RestartOptions
        {
            AcceptLoss = RequestBody.Field(body, "acceptLoss", false),
            From = RequestBody.Field(body, "from", "") is { Length: > 0 } from ? from : null,
        });
    }

    private Task SavepointsAsync(HttpContext context)
    {
        var asked = context.Request.Query["job"].ToString();
        var found = SavepointStore.Of(jobs.Jobs).List().Where(s => asked.Length == 0 || ListedSavepointJson.IsOf(s, asked));
        return Answer.JsonAsync(context, new JsonObject { ["savepoints"] = new JsonArray([.. found.Select(s => ListedSavepointJson.Of(s, DateTimeOffset.UtcNow))]) });
    }

    private Task RestartAsync(HttpContext context, JobStatus job, RestartOptions options)
    {
        if (!jobs.Restart(job.Name, options)) throw new RequestException(StatusCodes.Status409Conflict, $"Job {job.Name} is {StateWords.Of(job.State)}; only a job that has ended is restarted. Cancel it first.");
        return Answer.JsonAsync(context, new JsonObject { ["name"] = job.Name, ["id"] = job.Id }, StatusCodes.Status202Accepted);
    }

    private Task PauseAsync(HttpContext context, bool isPaused)
    {
        var job = Job(context);
        if (!jobs.Pause(job.Name, isPaused)) throw new RequestException(StatusCodes.Status409Conflict, $"Job {job.Name} is {StateWords.Of(job.State)}: it reads nothing anyway.");
        return Answer.JsonAsync(context, new JsonObject { ["name"] = job.Name, ["id"] = job.Id, ["paused"] = isPaused }, StatusCodes.Status202Accepted);
    }

    private Task SetLevelAsync(HttpContext context)
    {
        var word = context.Request.Query["level"].ToString();
        Levels().Level = LevelWords.Parse(word) ?? throw new RequestException(StatusCodes.Status400BadRequest, $"Bad request: level \"{word}\" is not {LevelWords.All}.");
        return Answer.TextAsync(context, LevelWords.Of(Levels().Level));
    }

    private ILogLevels Levels() => levels ?? throw new RequestException(StatusCodes.Status404NotFound, "The log of this process has no level that can be changed.");
}
