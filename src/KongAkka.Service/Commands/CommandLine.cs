using System.CommandLine;
using System.CommandLine.Parsing;
using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Service.Commands.Jobs;
using KongAkka.Service.Commands.Rejects;
using KongAkka.Service.Commands.Savepoints;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands;

/// <summary>The program's command line.</summary>
public static class CommandLine
{
    /// <summary>Runs one call of the program.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code: 0 all is well, 1 the work failed, 2 the call or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var root = new RootCommand("KongAkka reads Kong's access logs from Kafka and loads them into StarRocks.")
        {
            RunCommand.Create(), CheckCommand.Create(), ParseCommand.Create(), JobCommand.Create(), RejectsCommand.Create(), SavepointCommand.Create(), LogLevelCommand.Create(), ConfigCommand.Create(),
            HealthCommand.Create(),
        };
        // Arguments with @ are values here, never files with more arguments.
        var call = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (call.Errors.Count > 0) return RefuseCall(call);
        try
        {
            return await call.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (ConfigurationException e)
        {
            return await FailAsync(ExitCode.WrongCall, e.Message);
        }
        catch (AdminException e)
        {
            return await FailAsync(e.ExitCode, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnrecoverableException or KafkaException)
        {
            return await FailAsync(ExitCode.Failure, e.Message);
        }
    }

    /// <summary>Says on standard error why the program ends.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="message">Why.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> FailAsync(int exitCode, string message)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }

    private static int RefuseCall(ParseResult call)
    {
        foreach (var error in call.Errors) Console.Error.WriteLine(error.Message);
        var names = "";
        for (SymbolResult? result = call.CommandResult; result is CommandResult { Command: not RootCommand and var command }; result = result.Parent) names = $" {command.Name}{names}";
        Console.Error.WriteLine($"kongakka{names} --help shows how to call it.");
        return ExitCode.WrongCall;
    }
}
