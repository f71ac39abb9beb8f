using System.CommandLine;
using System.Text.Json.Nodes;

namespace KongAkka.Service.Commands.Jobs;

/// <summary><c>job</c>: the jobs of a running service.</summary>
internal static class JobCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("job", "Looks at the jobs of a running service and changes them.") { CreateList(), CreateShow(), StopCommand.Create(), CreateCancel(), CreatePause(), CreateResume(), CreateRestart(), CreateResolve() };

    private static Command CreateList()
    {
        var admin = new AdminCall();
        var command = new Command("list", "Lists the jobs.");
        admin.AddTo(command);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) => output.WriteList(await client.GetAsync("kongakka/jobs", cancellation))));
        return command;
    }

    private static Command CreateShow()
    {
        var (command, admin, id) = OfOneJob("show", "Shows a job.");
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) => output.WriteJob(await client.GetAsync(PathOf(call.GetRequiredValue(id)), cancellation))));
        return command;
    }

    private static Command CreateCancel()
    {
        var (command, admin, id) = OfOneJob("cancel", "Ends a job at once. It stays ended, over restarts of the service too, until it is restarted.");
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            var job = await client.GetAsync(PathOf(call.GetRequiredValue(id)), cancellation);
            var name = (string)job["name"]!;
            await client.SendAsync(HttpMethod.Patch, $"jobs/{Uri.EscapeDataString(name)}?mode=cancel", null, cancellation);
            output.WriteDone(job, $"Job {name} is being cancelled.");
        }));
        return command;
    }

    private static Command CreatePause() =>
        CreateChange("pause", "Lets a job read nothing for the time being; what was read is loaded. It stays RUNNING. A restart of the job or of the service ends the pause.", "reads nothing until it is resumed");

    private static Command CreateResume() => CreateChange("resume", "Lets a paused job go on reading.", "goes on reading");

    private static Command CreateChange(string name, string description, string done)
    {
        var (command, admin, id) = OfOneJob(name, description);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
            output.WriteDone(await client.SendAsync(HttpMethod.Post, $"{PathOf(call.GetRequiredValue(id))}/{name}", null, cancellation), $"Job {call.GetRequiredValue(id)} {done}.")));
        return command;
    }

    private static Command CreateRestart()
    {
        var (command, admin, id) = OfOneJob("restart", "Lets a job that has ended go on from its journal.");
        var acceptLoss = new Option<bool>("--accept-loss") { Description = "Goes on without records that Kafka no longer has; what is missing is written down." };
        var from = new Option<string?>("--from") { Description = "Goes on from this savepoint, KongAkka's or Flink's, whatever the journal has; the path is one of the service's machine.", HelpName = "SAVEPOINT" };
        command.Add(acceptLoss);
        command.Add(from);
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            var body = new JsonObject { ["acceptLoss"] = call.GetValue(acceptLoss), ["from"] = call.GetValue(from) };
            output.WriteDone(await client.SendAsync(HttpMethod.Post, $"{PathOf(call.GetRequiredValue(id))}/restart", body, cancellation), $"Job {call.GetRequiredValue(id)} goes on from {(call.GetValue(from) is { } savepoint ? $"savepoint {savepoint}" : "its journal")}.");
        }));
        return command;
    }

    private static Command CreateResolve()
    {
        var (command, admin, id) = OfOneJob("resolve", "Shows the load of which a stopped job does not know whether it is in the table, or decides about it.");
        var label = new Argument<string?>("LABEL") { Description = "The load's label.", Arity = ArgumentArity.ZeroOrOne };
        var decision = new Option<string?>("--as") { Description = "loaded: its rows are in the table. reload: they are not, load them again.", HelpName = "loaded|reload" };
        decision.AcceptOnlyFromAmong("loaded", "reload");
        command.Add(label);
        command.Add(decision);
        command.Validators.Add(call =>
        {
            if (call.GetValue(label) is null != (call.GetValue(decision) is null)) call.AddError("LABEL and --as belong together: give both to decide, none to look.");
        });
        command.SetAction((call, cancellation) => admin.RunAsync(call, async (client, output) =>
        {
            var path = PathOf(call.GetRequiredValue(id));
            if (call.GetValue(label) is not { } given)
            {
                output.WriteDecisions(await client.GetAsync($"{path}/decisions", cancellation), call.GetRequiredValue(id));
                return;
            }

            var body = new JsonObject { ["label"] = given, ["as"] = call.GetValue(decision) };
            output.WriteDone(await client.SendAsync(HttpMethod.Post, $"{path}/resolve", body, cancellation), $"Job {call.GetRequiredValue(id)} goes on; load {given} counts as {(call.GetValue(decision) == "loaded" ? "loaded" : "not loaded")}.");
        }));
        return command;
    }

    private static (Command Command, AdminCall Admin, Argument<string> Id) OfOneJob(string name, string description)
    {
        var id = new Argument<string>("ID") { Description = "The job's id or name." };
        var admin = new AdminCall();
        var command = new Command(name, description) { id };
        admin.AddTo(command);
        return (command, admin, id);
    }

    private static string PathOf(string job) => $"kongakka/jobs/{Uri.EscapeDataString(job)}";
}
