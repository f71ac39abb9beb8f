using System.CommandLine;
using KongAkka.Jobs;
using KongAkka.Service.Configuration;
using KongAkka.Service.Logging;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Commands;

/// <summary><c>run</c>: runs the jobs of a configuration until all have ended or a signal comes.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var summary = new Option<string?>("--summary") { Description = "Where to write, at the end, what became of the jobs, as JSON.", HelpName = "FILE" };
        var command = new Command("run", "Runs the jobs of a configuration. Ends by itself when all of them are bounded and finished.") { summary };
        configuration.AddTo(command);
        command.SetAction((call, _) => RunAsync(configuration.Read(call), call.GetValue(summary)));
        return command;
    }

    /// <summary>Runs jobs to their end.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="summaryFile">Where the summary goes, or null.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ServiceConfiguration configuration, string? summaryFile)
    {
        if (summaryFile is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(summaryFile))))
            return await CommandLine.FailAsync(ExitCode.WrongCall, $"--summary {summaryFile}: its folder does not exist. Make it, or name another file.");
        using var signals = new ShutdownSignals();
        using var loggers = ServiceLogging.Create(configuration.LogLevel);
        var log = loggers.CreateLogger("KongAkka.Service");
        var jobs = await RunJobsAsync(configuration, loggers, signals.Requested);
        var outcome = RunOutcome.Of(jobs);
        foreach (var line in outcome.Lines) log.Log(line.Level, "{Line}", line.Text);
        if (summaryFile is not null) await RunSummary.WriteAsync(summaryFile, jobs);
        return outcome.ExitCode;
    }

    private static async Task<IReadOnlyList<JobStatus>> RunJobsAsync(ServiceConfiguration configuration, ILoggerFactory loggers, CancellationToken requested)
    {
        await using var service = await KongAkkaService.StartAsync(configuration, loggers, CancellationToken.None);
        var done = service.Jobs.WhenDoneAsync();
        await Task.WhenAny(done, Task.Delay(Timeout.Infinite, requested));
        if (!done.IsCompleted)
            loggers.CreateLogger("KongAkka.Service").LogInformation("Stopping: loads under way have {Grace} s to finish; Ctrl+C once more ends at once.", configuration.ShutdownGrace.TotalSeconds);
        await service.StopAsync();
        return service.Jobs.Jobs;
    }
}
