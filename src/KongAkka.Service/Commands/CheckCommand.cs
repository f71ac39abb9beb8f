using System.CommandLine;
using System.Globalization;
using KongAkka.Pipeline;
using KongAkka.Service.Commands.Sampling;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands;

/// <summary><c>check</c>: looks whether the jobs of a configuration could run.</summary>
internal static class CheckCommand
{
    private const int MostSampled = 100_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var command = new Command("check", "Reads a configuration, connects to Kafka and the sink and prints a line for each thing that is well or not.");
        var ddl = new Option<bool>("--print-ddl") { Description = "Connects to nothing and prints the CREATE TABLE that fits each job, for a MySQL client." };
        var sample = new Option<int?>("--sample")
        {
            Description = $"Reads the newest N records of each job's topic, 1 to {MostSampled}, and shows what its rule makes of them; commits nothing.",
            HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "With --sample: prints JSON, an object a line." };
        configuration.AddTo(command);
        command.Add(ddl);
        command.Add(sample);
        command.Add(json);
        sample.Validators.Add(result =>
        {
            if (result.Tokens is [var number] && int.TryParse(number.Value, CultureInfo.InvariantCulture, out var count) && count is < 1 or > MostSampled)
                result.AddError($"--sample {number.Value}: Write a number from 1 to {MostSampled}.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(json) is not null && result.GetResult(sample) is null) result.AddError("--json goes with --sample.");
            if (result.GetResult(ddl) is not null && result.GetResult(sample) is not null) result.AddError("Either --print-ddl or --sample, not both.");
        });
        command.SetAction((call, cancellation) => call switch
        {
            _ when call.GetValue(ddl) => PrintAsync(configuration, call),
            _ when call.GetValue(sample) is { } count => SampleAsync(configuration.Read(call), count, call.GetValue(json), cancellation),
            _ => RunAsync(configuration, call, cancellation),
        });
        return command;
    }

    private static async Task<int> PrintAsync(ConfigurationOptions options, ParseResult call)
    {
        foreach (var line in PrintedTables.Of(options.Read(call).Jobs)) await Console.Out.WriteLineAsync(line);
        return ExitCode.Success;
    }

    private static async Task<int> SampleAsync(ServiceConfiguration configuration, int count, bool asJson, CancellationToken cancellation)
    {
        var output = new SampleOutput(Console.Out, asJson, !Console.IsOutputRedirected);
        var allOk = true;
        foreach (var job in configuration.Jobs)
        {
            try
            {
                output.Write(await TopicSample.TakeAsync(job, count, cancellation));
            }
            catch (UnrecoverableException e)
            {
                await Console.Error.WriteLineAsync($"{job.Name}: {e.Message}");
                allOk = false;
            }
        }

        return allOk ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<int> RunAsync(ConfigurationOptions options, ParseResult call, CancellationToken cancellation)
    {
        var runner = new CheckRunner(Console.Out, Timeout);
        var name = $"configuration {options.FileOf(call)}";
        ServiceConfiguration configuration;
        try
        {
            configuration = options.Read(call);
        }
        catch (ConfigurationException)
        {
            await runner.PrintAsync(name, CheckResult.Fail("It has faults.", "Correct those listed on standard error."));
            throw;
        }

        await runner.PrintAsync(name, CheckResult.Ok($"{string.Join(", ", configuration.Jobs.Select(j => j.Name))}"));
        foreach (var warning in configuration.Warnings) await Console.Error.WriteLineAsync(warning);
        return await runner.RunAsync(Checks.Of(configuration), cancellation) ? ExitCode.Success : ExitCode.Failure;
    }
}
