using KongAkka.Jobs;
using KongAkka.Pipeline.Rejects;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands;

/// <summary>Everything that <c>check</c> looks at, in the order in which it is printed.</summary>
internal static class Checks
{
    /// <summary>The checks of a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IEnumerable<Check> Of(ServiceConfiguration configuration) => configuration.Jobs.SelectMany(Of);

    private static IEnumerable<Check> Of(JobSpec job)
    {
        if (job.Rejects.Type == RejectType.File)
            yield return new Check($"{job.Name}: rejects", _ => Task.FromResult(CheckFolder(job.Rejects.Directory)));
    }

    /// <summary>Whether files can be written to a folder, which is made when it does not exist.</summary>
    private static CheckResult CheckFolder(string directory)
    {
        var probe = Path.Combine(directory, $".kongakka-check-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return CheckResult.Ok($"{directory} can be written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Fail($"{directory} cannot be written: {e.Message}", "Give the service's user the right to write there, or set rejects.directory.");
        }
    }
}
