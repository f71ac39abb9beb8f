using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Pipeline.Sql;

/// <summary>What the user of a job must be granted in MySQL and MariaDB, as comments of a script. Pure.</summary>
public static class MysqlGrants
{
    /// <summary>The lines.</summary>
    /// <param name="settings">The tables and the user.</param>
    public static IEnumerable<string> Script(MysqlSettings settings)
    {
        var user = TableDdl.Grantee(settings.Username);
        return
        [
            "-- In MySQL and MariaDB, instead of these grants:",
            $"-- GRANT SELECT, INSERT ON {SqlLiteral.Name(settings.Database, settings.Table)} TO {user};",
            $"-- GRANT SELECT, INSERT, DELETE, CREATE ON {SqlLiteral.Name(settings.Database, settings.LoadsTable)} TO {user};",
        ];
    }
}
