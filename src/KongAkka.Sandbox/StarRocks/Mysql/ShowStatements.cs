using System.Text.RegularExpressions;
using KongAkka.Sandbox.StarRocks.Storage;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The SHOW statements of the MySQL protocol that are a SELECT over something: <c>SHOW VARIABLES</c> and <c>SHOW LOAD</c>.</summary>
internal sealed partial class ShowStatements(MysqlSession session)
{
    /// <summary>The SELECT that answers a statement; null when it is none of these.</summary>
    /// <exception cref="MysqlRefusedException">No database is selected.</exception>
    public string? ToSelect(string sql)
    {
        if (Variables().Match(sql) is { Success: true } variables)
        {
            var like = variables.Groups["like"].Success ? $"WHERE Variable_name LIKE {variables.Groups["like"].Value}" : variables.Groups["rest"].Value;
            return $"SELECT Variable_name, Value FROM {session.Variables.AsSelect()} {like}";
        }

        return Load().Match(sql) is { Success: true } load ? Loads(load) : null;
    }

    private string Loads(Match load)
    {
        var database = load.Groups["db"] is { Success: true, Value: var named } ? named.Trim('`')
            : session.Database ?? throw new MysqlRefusedException("Getting analyzing error. Detail message: No database selected.");
        return $"""
            SELECT * FROM (SELECT JOB_ID AS JobId, LABEL AS Label, STATE AS State, PROGRESS AS Progress, TYPE AS Type, PRIORITY AS Priority,
                SCAN_ROWS AS ScanRows, FILTERED_ROWS AS FilteredRows, UNSELECTED_ROWS AS UnselectedRows, SINK_ROWS AS SinkRows, ERROR_MSG AS ErrorMsg,
                CREATE_TIME AS CreateTime, LOAD_START_TIME AS LoadStartTime, LOAD_COMMIT_TIME AS LoadCommitTime, LOAD_FINISH_TIME AS LoadFinishTime
            FROM information_schema.loads WHERE DB_NAME = {SqlText.Literal(database)}) AS loads {load.Groups["rest"].Value}
            """;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    [GeneratedRegex(@"^show\s+((global|session|local)\s+)?variables(\s+like\s+(?<like>'[^']*'|""[^""]*"")|\s+(?<rest>where\s.+))?\z", Options)]
    private static partial Regex Variables();

    [GeneratedRegex(@"^show\s+load(\s+from\s+(?<db>`[^`]+`|\w+))?(?<rest>\s+(where|order|limit)\s.+)?\z", Options)]
    private static partial Regex Load();
}
