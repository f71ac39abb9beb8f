using System.CommandLine;
using KongAkka.Jobs.Savepoints;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary><c>savepoint show</c>: what a savepoint holds.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "The savepoint's folder, its _metadata, or either as a file: URI; of KongAkka or of Flink." };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var flink = new Option<bool>("--flink") { Description = "Prints the options with which a table of Flink SQL goes on at the same record." };
        var command = new Command("show", "Shows what a savepoint holds: the topic and the next offset of each partition.") { path, json, flink };
        command.Validators.Add(call =>
        {
            if (call.GetValue(json) && call.GetValue(flink)) call.AddError("--json and --flink exclude each other: give one of them.");
        });
        command.SetAction((call, _) => RunAsync(call.GetRequiredValue(path), call.GetValue(json), call.GetValue(flink)));
        return command;
    }

    private static async Task<int> RunAsync(string path, bool asJson, bool asFlink)
    {
        StoredSavepoint savepoint;
        try
        {
            savepoint = StoredSavepoint.Read(path);
        }
        catch (SavepointException e) when (e.Fault == SavepointFault.NotThere)
        {
            return await CommandLine.FailAsync(ExitCode.WrongCall, e.Message);
        }

        if (asFlink && FlinkOptions.Missing(savepoint) is { } missing) return await CommandLine.FailAsync(ExitCode.Failure, missing);
        var output = new SavepointOutput(Console.Out, asJson, isTerminal: !Console.IsOutputRedirected);
        if (asFlink) output.WriteFlinkOptions(savepoint);
        else output.WriteSavepoint(savepoint);
        return ExitCode.Success;
    }
}
