using System.CommandLine;
using System.Text.Json.Nodes;
using KongAkka.Service.Logging;

namespace KongAkka.Service.Commands.Jobs;

/// <summary><c>log-level</c>: what a running service logs.</summary>
internal static class LogLevelCommand
{
    private const string Path = "kongakka/log-level";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var admin = new AdminCall();
        var level = new Argument<string?>("LEVEL") { Description = $"The least level to log from now on: {LevelWords.All}. Without it the present one is shown.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("log-level", "Shows or changes what a running service logs. A restart of the service goes back to the configuration's log-level.") { level };
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            var said = call.GetValue(level) is { } wanted
                ? await client.SendForTextAsync(HttpMethod.Put, $"{Path}?level={Uri.EscapeDataString(wanted)}", null, cancellation)
                : await client.SendForTextAsync(HttpMethod.Get, Path, null, cancellation);
            output.WriteDone(new JsonObject { ["level"] = said }, said);
        }));
        return command;
    }
}
