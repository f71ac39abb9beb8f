using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KongAkka.Sandbox.StarRocks.Faults;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>
/// <c>/kongakka/faults</c> at FE and BE, which StarRocks does not have: POST adds a fault or does something at once, GET shows what waits
/// and what was played, DELETE clears what waits.
/// </summary>
internal sealed class FaultHandler(Cluster cluster, FrontendListener frontend)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly FaultCommands _commands = new(cluster, frontend);

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (Exception e) when (e is FaultRequestException or InvalidOperationException or ArgumentException or IOException)
        {
            await WriteAsync(context, HttpStatusCode.BadRequest, new { error = e.Message });
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        switch (context.Request.Method)
        {
            case "POST":
                await PostAsync(context);
                break;
            case "GET":
                await WriteAsync(context, HttpStatusCode.OK, cluster.Faults.Status());
                break;
            case "DELETE":
                cluster.Faults.Clear();
                await WriteAsync(context, HttpStatusCode.OK, cluster.Faults.Status());
                break;
            default:
                await WriteAsync(context, HttpStatusCode.MethodNotAllowed, new { error = "Send GET, POST or DELETE." });
                break;
        }
    }

    private async Task PostAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        var apply = Understand(request);
        request.RefuseUnknownKeys();
        var isOwnEnd = request.Name == "frontend-down" && context.Connection.LocalPort == frontend.Port;
        if (isOwnEnd) ApplyWhenClosed(context, apply);
        else await apply();
        await WriteAsync(context, HttpStatusCode.OK, cluster.Faults.Status());
    }

    // A listener that stops would take the answer to its own request with it.
    private static void ApplyWhenClosed(HttpContext context, Func<Task> apply)
    {
        context.Response.Headers.Connection = "close";
        var connection = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>();
        connection.ConnectionClosed.UnsafeRegister(static state => Task.Run((Func<Task>)state!), apply);
    }

    private Func<Task> Understand(FaultRequest request)
    {
        if (_commands.TryRead(request, out var apply)) return apply;
        if (!FaultNames.TryMake(request, out var fault))
            throw new FaultRequestException($"There is no fault '{request.Name}'; there are {string.Join(", ", FaultNames.All.Concat(_commands.All))}.");
        var (always, times) = (request.Flag("always"), request.Number("times", 1, 1, 1_000_000));
        return () =>
        {
            if (always) cluster.Faults.Always(fault);
            else cluster.Faults.Next(fault, times);
            return Task.CompletedTask;
        };
    }

    private static async Task<FaultRequest> ReadAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            return new FaultRequest(body.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw new FaultRequestException($"The body is no JSON: {e.Message}", e);
        }
    }

    private static Task WriteAsync(HttpContext context, HttpStatusCode code, object answer) =>
        RestReply.WriteAsync(context, code, JsonSerializer.Serialize(answer, Json) + "\n", "application/json");
}
