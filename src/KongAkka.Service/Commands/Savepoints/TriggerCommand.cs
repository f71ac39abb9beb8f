using System.CommandLine;
using System.Text.Json.Nodes;
using KongAkka.Service.Commands.Jobs;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary><c>savepoint trigger</c>: takes a savepoint of a job that goes on.</summary>
internal static class TriggerCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The job's id or name." };
        var directory = new Argument<string?>("DIR") { Description = "The folder it goes to, the job's savepoint-directory or one below it.", Arity = ArgumentArity.ZeroOrOne };
        var admin = new AdminCall();
        var command = new Command("trigger", "Takes a savepoint of a running job, which goes on, waits until it is written and prints its path.") { id, directory };
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            var body = new JsonObject { ["target-directory"] = call.GetValue(directory) };
            var result = await new SavepointWait(client, Console.Error).RunAsync(call.GetRequiredValue(id), "savepoints", body, cancellation);
            output.WriteDone(result, (string)result["path"]!);
        }));
        return command;
    }
}
