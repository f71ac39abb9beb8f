using System.CommandLine;
using KongAkka.Service.Commands.Jobs;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary><c>savepoint list</c>: the savepoints that a running service has.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "A job's id or name; all without it.", Arity = ArgumentArity.ZeroOrOne };
        var admin = new AdminCall();
        var command = new Command("list", "Lists the savepoints below the jobs' savepoint-directory, the newest first, those that cannot be used too.") { id };
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
            output.WriteSavepoints(await client.GetAsync($"kongakka/savepoints?job={Uri.EscapeDataString(call.GetValue(id) ?? "")}", cancellation))));
        return command;
    }
}
