using System.CommandLine;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary><c>savepoint</c>: where jobs stood.</summary>
internal static class SavepointCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("savepoint", "Looks at savepoints, KongAkka's and Flink's.") { ShowCommand.Create() };
}
