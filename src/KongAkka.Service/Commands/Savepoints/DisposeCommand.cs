using System.CommandLine;
using System.Text.Json.Nodes;
using KongAkka.Service.Commands.Jobs;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary><c>savepoint dispose</c>: deletes a savepoint.</summary>
internal static class DisposeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "The savepoint's full path, as savepoint list shows it." };
        var admin = new AdminCall();
        var command = new Command("dispose", "Deletes a savepoint of KongAkka's below a job's savepoint-directory, and nothing else.") { path };
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            var given = call.GetRequiredValue(path);
            var trigger = (string)(await client.SendAsync(HttpMethod.Post, "savepoint-disposal", new JsonObject { ["savepoint-path"] = given }, cancellation))["request-id"]!;
            var said = await client.GetAsync($"savepoint-disposal/{trigger}", cancellation);
            if ((string?)said["operation"]?["failure-cause"]?["stack-trace"] is { } failure) throw new AdminException(ExitCode.Failure, failure);
            output.WriteDone(new JsonObject { ["path"] = given, ["disposed"] = true }, $"Savepoint {given} is deleted.");
        }));
        return command;
    }
}
