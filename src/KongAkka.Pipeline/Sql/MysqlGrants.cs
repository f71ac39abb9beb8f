using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.Sql;

/// <summary>What the user of a job must be granted in MySQL and MariaDB, as comments of a script. Pure.</summary>
public static class MysqlGrants
{
    /// <summary>The user named in the grants where the job's own needs none.</summary>
    private const string ExampleUser = "kongakka";

    /// <summary>The lines.</summary>
    /// <param name="settings">The tables and the user.</param>
    public static IEnumerable<string> Script(MysqlSettings settings)
    {
        var user = SqlLiteral.Text(settings.Username is "" or "root" ? ExampleUser : settings.Username) + "@'%'";
        return
        [
            "-- In MySQL and MariaDB, instead of these grants:",
            $"-- GRANT SELECT, INSERT ON {SqlLiteral.Name(settings.Database, settings.Table)} TO {user};",
            $"-- GRANT SELECT, INSERT, DELETE, CREATE ON {SqlLiteral.Name(settings.Database, settings.LoadsTable)} TO {user};",
        ];
    }
}
