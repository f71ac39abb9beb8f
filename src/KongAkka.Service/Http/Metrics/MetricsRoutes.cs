using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Metrics;

/// <summary><c>/metrics</c>: what Prometheus reads.</summary>
/// <param name="metrics">The metrics.</param>
internal sealed class MetricsRoutes(MetricsReader metrics)
{
    private const string OpenMetrics = "application/openmetrics-text";

    /// <summary>Adds the route.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", context =>
    {
        var isOpenMetrics = WantsOpenMetrics(context.Request);
        return Answer.TextAsync(
            context, metrics.Read(isOpenMetrics), isOpenMetrics ? $"{OpenMetrics}; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8");
    });

    /// <summary>Who asks for both gets what he prefers, and OpenMetrics where he likes both alike.</summary>
    private static bool WantsOpenMetrics(HttpRequest request)
    {
        var (open, plain) = (-1.0, -1.0);
        foreach (var accepted in request.GetTypedHeaders().Accept)
        {
            if (accepted.MediaType.Equals(OpenMetrics, StringComparison.OrdinalIgnoreCase)) open = Math.Max(open, accepted.Quality ?? 1);
            else if (accepted.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)) plain = Math.Max(plain, accepted.Quality ?? 1);
        }

        return open > 0 && open >= plain;
    }
}
