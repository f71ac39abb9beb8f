using System.CommandLine;

namespace KongAkka.Service.Commands.Jobs;

/// <summary><c>config</c>: the configuration that a running service has in force.</summary>
internal static class ConfigCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var admin = new AdminCall();
        var command = new Command("config", "Shows the configuration that a running service has in force: each job with its defaults, secrets hidden.");
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) => output.WriteSettings(await client.GetAsync("kongakka/configuration", cancellation))));
        return command;
    }
}
