using System.CommandLine;
using System.Text.Json.Nodes;

namespace KongAkka.Service.Commands.Jobs;

/// <summary><c>health</c>: whether a running service is alive, for the health check of a container that has no other program in it.</summary>
internal static class HealthCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var admin = new AdminCall();
        var command = new Command("health", "Asks a running service whether it is alive (GET /alive). Ends with 0, or with 1 and the reason when only a new start of it helps or when it does not answer.");
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            await AskAsync(client, cancellation);
            output.WriteDone(new JsonObject { ["alive"] = true }, "alive");
        }));
        return command;
    }

    // A container's health check knows 0 and 1 alone: an address at which something else answers is a failure too.
    private static async Task AskAsync(AdminClient client, CancellationToken cancellation)
    {
        try
        {
            await client.SendForTextAsync(HttpMethod.Get, "alive", null, cancellation);
        }
        catch (AdminException e) when (e.ExitCode != ExitCode.Failure)
        {
            throw new AdminException(ExitCode.Failure, e.Message);
        }
    }
}
