using System.CommandLine;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary><c>savepoint</c>: where jobs stood.</summary>
internal static class SavepointCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("savepoint", "Takes savepoints of the jobs of a running service, and looks at them, KongAkka's and Flink's.")
    {
        TriggerCommand.Create(), ListCommand.Create(), ShowCommand.Create(), DisposeCommand.Create(),
    };
}
