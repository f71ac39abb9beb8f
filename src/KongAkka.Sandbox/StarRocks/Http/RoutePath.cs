using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>The segments of a request's path, decoded.</summary>
internal static class RoutePath
{
    public static string[] Of(HttpRequest request) => request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
