using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Management;

/// <summary>
/// The contract of Akka.Management, for a service that runs on its own: it shows itself as a cluster of one member, in which nobody can join, leave or be downed, and which offers no seed node,
/// because there is nothing that a peer could join.
/// </summary>
/// <param name="health">How the service is.</param>
internal sealed class ManagementRoutes(Health health)
{
    private const string Node = "akka://kongakka";
    private readonly string _uid = Random.Shared.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alive", async context => await HealthAsync(context, await health.AliveAsync()));
        routes.MapGet("/ready", async context => await HealthAsync(context, await health.ReadyAsync()));
        routes.MapGet("/cluster/members", context => Answer.JsonAsync(context, Members()));
        routes.MapGet("/cluster/members/{**address}", context => IsSelf(context) ? Answer.JsonAsync(context, Member()) : UnknownAsync(context));
        routes.MapPut("/cluster/members/{**address}", context => IsSelf(context) ? RefuseAsync(context) : UnknownAsync(context));
        routes.MapDelete("/cluster/members/{**address}", context => IsSelf(context) ? RefuseAsync(context) : UnknownAsync(context));
        routes.MapGet("/cluster/shards", context => Answer.JsonAsync(context, new JsonObject { ["entityTypeKeys"] = new JsonArray() }));
        routes.MapGet("/cluster/shards/{name}", context => Answer.MessageAsync(context, StatusCodes.Status404NotFound, $"Shard Region {context.GetRouteValue("name")} is not started"));
        routes.MapGet("/bootstrap/seed-nodes", context => Answer.JsonAsync(context, new JsonObject { ["selfNode"] = Node, ["seedNodes"] = new JsonArray() }));
    }

    private static Task HealthAsync(HttpContext context, string? wrong) =>
        Answer.TextAsync(context, wrong ?? "", wrong is null ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError);

    private static string Address(HttpContext context) => Uri.UnescapeDataString(context.GetRouteValue("address") as string ?? "");

    private static bool IsSelf(HttpContext context) => Address(context) is Node or "kongakka";

    private static Task UnknownAsync(HttpContext context) => Answer.MessageAsync(context, StatusCodes.Status404NotFound, $"Member [{Address(context)}] not found");

    private static Task RefuseAsync(HttpContext context) =>
        Answer.MessageAsync(context, StatusCodes.Status400BadRequest, "Operation not supported: this service runs on its own. Cancel its jobs, or end its process with SIGTERM.");

    private JsonObject Members() => new()
    {
        ["selfNode"] = Node,
        ["members"] = new JsonArray(Member()),
        ["unreachable"] = new JsonArray(),
        ["leader"] = Node,
        ["oldest"] = Node,
        ["oldestPerRole"] = new JsonObject(),
    };

    private JsonObject Member() => new() { ["node"] = Node, ["nodeUid"] = _uid, ["status"] = "Up", ["roles"] = new JsonArray() };
}
