using System.CommandLine;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands;

/// <summary><c>check</c>: looks whether the jobs of a configuration could run.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var command = new Command("check", "Reads a configuration, connects to Kafka and the sink and prints a line for each thing that is well or not.");
        var ddl = new Option<bool>("--print-ddl") { Description = "Connects to nothing and prints the CREATE TABLE that fits each job, for a MySQL client." };
        configuration.AddTo(command);
        command.Add(ddl);
        command.SetAction((call, cancellation) => call.GetValue(ddl) ? PrintAsync(configuration, call) : RunAsync(configuration, call, cancellation));
        return command;
    }

    private static async Task<int> PrintAsync(ConfigurationOptions options, ParseResult call)
    {
        foreach (var line in PrintedTables.Of(options.Read(call).Jobs)) await Console.Out.WriteLineAsync(line);
        return ExitCode.Success;
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
