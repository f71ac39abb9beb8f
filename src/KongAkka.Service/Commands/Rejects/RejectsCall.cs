using System.CommandLine;
using KongAkka.Jobs;
using KongAkka.Pipeline.Rejects;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>What the commands below <c>rejects</c> have in common: a job of a configuration, and where its rejects are.</summary>
internal sealed class RejectsCall
{
    private readonly Argument<string> _job = new("JOB") { Description = "The job's name." };
    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON, an object a line." };
    private readonly ConfigurationOptions _configuration = new();

    /// <summary>Adds argument and options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_job);
        command.Add(_json);
        _configuration.AddTo(command);
    }

    /// <summary>Lets a command read the job's rejects and print.</summary>
    /// <param name="call">The call.</param>
    /// <param name="readAsync">The command.</param>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(ParseResult call, Func<RejectReader, RejectsOutput, Task> readAsync) => RunAsync(call, (_, _, reader, output) => readAsync(reader, output));

    /// <summary>Lets a command work with the job and its rejects and print.</summary>
    /// <param name="call">The call.</param>
    /// <param name="runAsync">The command.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult call, Func<ServiceConfiguration, JobSpec, RejectReader, RejectsOutput, Task> runAsync)
    {
        var configuration = _configuration.Read(call);
        var name = call.GetRequiredValue(_job);
        if (configuration.Jobs.FirstOrDefault(j => j.Name == name) is not { } job) return await CommandLine.FailAsync(ExitCode.WrongCall, Unknown(name, configuration.Jobs));
        if (RejectPlaces.CreateReader(job.Rejects, job.Name) is not { } reader)
            return await CommandLine.FailAsync(ExitCode.WrongCall, $"There is nothing to read: job {name} writes what it rejects to the log (rejects.type = log). Look there for lines with \"rejected (\".");
        var output = new RejectsOutput(Console.Out, call.GetValue(_json), isTerminal: !Console.IsOutputRedirected);
        await runAsync(configuration, job, reader, output);
        foreach (var remark in output.Remarks) await Console.Error.WriteLineAsync(remark);
        return ExitCode.Success;
    }

    private static string Unknown(string name, IReadOnlyList<JobSpec> jobs)
    {
        var names = jobs.Select(j => j.Name).ToArray();
        return $"{name}: there is no such job. {(NearestName.Find(name, names) is { } near ? $"Did you mean {near}?" : $"Known: {string.Join(", ", names)}.")}";
    }
}
