using KongAkka.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KongAkka.Service.Http.Flink;

/// <summary>Finds what a path names, or answers as Flink does when there is no such thing.</summary>
/// <param name="jobs">The jobs.</param>
internal sealed class FlinkLookup(IJobs jobs)
{
    private const int IdLength = 32;

    /// <summary>The jobs that have an id: those that their journal knows.</summary>
    public IReadOnlyList<JobStatus> Jobs => [.. jobs.Jobs.Where(j => j.Id.Length > 0)];

    /// <summary>The job that a path names by its id or its name.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="RequestException">There is none.</exception>
    public JobStatus Job(HttpContext context)
    {
        var given = (string)context.GetRouteValue("id")!;
        if (jobs.Jobs.FirstOrDefault(j => j.Name == given || (j.Id.Length > 0 && j.Id.Equals(given, StringComparison.OrdinalIgnoreCase))) is { } job) return job;
        if (IsId(given)) throw new RequestException(StatusCodes.Status404NotFound, $"org.apache.flink.runtime.rest.NotFoundException: Job {given.ToLowerInvariant()} not found");
        throw Bad("jobid", given);
    }

    /// <summary>The id of a request made before, as a path has it.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="RequestException">It is none.</exception>
    public static string Trigger(HttpContext context)
    {
        var given = (string)context.GetRouteValue("trigger")!;
        return IsId(given) ? given.ToLowerInvariant() : throw Bad("triggerid", given);
    }

    /// <summary>A number in a path.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="RequestException">It is none.</exception>
    public static long Number(HttpContext context, string name)
    {
        var given = (string)context.GetRouteValue(name)!;
        return long.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw Bad(name, given);
    }

    private static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigit);

    private static RequestException Bad(string parameter, string value) => new(
        StatusCodes.Status400BadRequest, $"Bad request, could not parse parameters: Cannot resolve path parameter ({parameter}) from value \"{value}\".");
}
