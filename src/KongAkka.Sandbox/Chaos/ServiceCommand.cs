using System.CommandLine;
using KongAkka.Pipeline;
using KongAkka.Service.Commands;

namespace KongAkka.Sandbox.Chaos;

/// <summary>
/// <c>service</c>: <c>kongakka run</c> as a child of the sandbox, with the arguments of that, which can be told to die at a <see cref="CrashPoint"/>.
/// It ends with its parent.
/// </summary>
internal static class ServiceCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "service";

    /// <summary>The command; not shown in the help.</summary>
    public static Command Create()
    {
        var point = new Option<CrashPoint?>("--crash-at") { Description = "Where the process kills itself.", HelpName = "POINT" };
        var count = new Option<int>("--crash-after") { Description = "The how manieth time it gets there.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command(Name, "Runs the service as kongakka run does, and ends when standard input does.")
        {
            Hidden = true,
            TreatUnmatchedTokensAsErrors = false,
        };
        command.Add(point);
        command.Add(count);
        command.SetAction((call, _) =>
        {
            if (call.GetValue(point) is { } crash) CrashPoints.Reached = new CrashTrigger(crash, call.GetValue(count)).Reach;
            new Thread(EndWithParent) { IsBackground = true }.Start();
            return CommandLine.RunAsync(["run", .. call.UnmatchedTokens]);
        });
        return command;
    }

    private static void EndWithParent()
    {
        while (Console.In.Read() >= 0) { }
        Environment.Exit(ExitCodes.Interrupted);
    }
}
