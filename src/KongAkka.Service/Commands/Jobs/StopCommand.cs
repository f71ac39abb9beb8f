using System.CommandLine;
using System.Text.Json.Nodes;
using KongAkka.Service.Commands.Savepoints;

namespace KongAkka.Service.Commands.Jobs;

/// <summary><c>job stop</c>: stops a job with a savepoint.</summary>
internal static class StopCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The job's id or name." };
        var directory = new Option<string?>("--savepoint-dir") { Description = "The folder the savepoint goes to, the job's savepoint-directory or one below it.", HelpName = "DIR" };
        var admin = new AdminCall();
        var command = new Command("stop", "Stops a job: it reads no more, finishes its loads and writes a savepoint, whose path is printed. It stays FINISHED until it is restarted.") { id, directory };
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            var body = new JsonObject { ["targetDirectory"] = call.GetValue(directory) };
            var result = await new SavepointWait(client, Console.Error).RunAsync(call.GetRequiredValue(id), "stop", body, cancellation);
            output.WriteDone(result, (string)result["path"]!);
        }));
        return command;
    }
}
