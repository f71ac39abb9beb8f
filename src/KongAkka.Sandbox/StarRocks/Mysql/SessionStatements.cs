using System.Globalization;
using System.Text.RegularExpressions;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The statements that a session answers by itself: those that drivers and clients send around a user's.</summary>
internal sealed partial class SessionStatements(MysqlSession session, PacketWriter output)
{
    /// <summary>Runs a statement when it is one of these.</summary>
    /// <param name="sql">The statement without comments around it.</param>
    /// <returns>Whether it was.</returns>
    public bool TryRun(string sql)
    {
        if (Use().Match(sql) is { Success: true } use) Done(() => session.Use(use.Groups["name"].Value));
        else if (Set().Match(sql) is { Success: true } set) Done(() => Assign(set.Groups["what"].Value));
        else if (Kill().Match(sql) is { Success: true } kill) Done(() => End(kill));
        else if (Cancel().Match(sql) is { Success: true } cancel) Done(() => CancelLoad(cancel));
        else if (Warnings().IsMatch(sql)) new ResultSet(output).Write(["Level", "Code", "Message"], []);
        else if (SelectOwn().Match(sql) is { Success: true } select) SelectValues(select);
        else return false;
        return true;
    }

    private void Done(Action work)
    {
        work();
        output.Ok();
    }

    private void Assign(string assignments)
    {
        foreach (Match assignment in Assignment().Matches(assignments))
        {
            if (assignment.Groups["charset"] is { Success: true, Value: var charset })
            {
                foreach (var variable in (string[])["character_set_client", "character_set_connection", "character_set_results"])
                    session.Variables.Set(variable, charset.Trim('\'', '"'));
            }
            else
            {
                var value = assignment.Groups["value"].Value.Trim();
                session.Variables.Set(assignment.Groups["name"].Value, value.Equals("NULL", StringComparison.OrdinalIgnoreCase) ? null : value.Trim('\'', '"'));
            }
        }
    }

    private void End(Match kill)
    {
        var alsoConnection = !kill.Groups["query"].Success;
        if (!session.Handler.Kill(int.Parse(kill.Groups["id"].Value, CultureInfo.InvariantCulture), alsoConnection))
            throw new MysqlRefusedException(new MysqlError(1094, "HY000", $"Unknown thread id: {kill.Groups["id"].Value}"));
    }

    private void CancelLoad(Match cancel)
    {
        var database = cancel.Groups["db"] is { Success: true, Value: var named } ? named.Trim('`')
            : session.Database ?? throw new MysqlRefusedException("Getting analyzing error. Detail message: No database selected.");
        if (session.Handler.Cluster.Labels.Cancel(database, cancel.Groups["label"].Value) is { } refusal) throw new MysqlRefusedException(refusal);
    }

    private void SelectValues(Match select)
    {
        var items = select.Groups["item"].Captures.Select(item => Item().Match(item.Value)).ToList();
        new ResultSet(output).Write(
            [.. items.Select(item => item.Groups["alias"] is { Success: true, Value: var alias } ? alias.Trim('`', '\'', '"') : item.Groups["what"].Value)],
            [[.. items.Select(Value)]]);
    }

    private string? Value(Match item) => item.Groups["variable"] is { Success: true, Value: var variable }
        ? session.Variables[variable]
        : item.Groups["function"].Value.ToUpperInvariant() switch
        {
            "DATABASE" or "SCHEMA" => session.Database,
            "CONNECTION_ID" => session.Id.ToString(CultureInfo.InvariantCulture),
            "VERSION" => Handshake.ServerVersion,
            _ => "'root'@'%'",
        };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;
    private const string Own = @"(@@((global|session|local)\.)?(?<variable>\w+)|(?<function>database|schema|connection_id|version|user|current_user|session_user)\s*\(\s*\))";

    [GeneratedRegex(@"^use\s+`?(?<name>[\w$]+)`?\z", Options)]
    private static partial Regex Use();

    [GeneratedRegex(@"^set\s+(?<what>.+)\z", Options)]
    private static partial Regex Set();

    [GeneratedRegex(@"\G\s*(names\s+(?<charset>'\w+'|""\w+""|\w+)(\s+collate\s+\S+)?|(character\s+set|charset)\s+(?<charset>'\w+'|\w+)|(@@)?((global|session|local)[\s.]\s*)?(?<name>@?\w+)\s*:?=\s*(?<value>'[^']*'|""[^""]*""|[^,]+))\s*(,|\z)", Options)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^kill\s+((?<query>query)\s+|connection\s+)?(?<id>\d{1,9})\z", Options)]
    private static partial Regex Kill();

    [GeneratedRegex(@"^cancel\s+load(\s+from\s+(?<db>`[^`]+`|\w+))?\s+where\s+`?label`?\s*=\s*['""](?<label>[^'""]*)['""]\z", Options)]
    private static partial Regex Cancel();

    [GeneratedRegex(@"^show\s+(warnings|errors)(\s+limit\s+\d+)?\z", Options)]
    private static partial Regex Warnings();

    [GeneratedRegex($@"^select\s+(?<item>{Own}(\s+(as\s+)?(?!limit\b)[`'""]?[\w@.]+[`'""]?)?)(\s*,\s*(?<item>{Own}(\s+(as\s+)?(?!limit\b)[`'""]?[\w@.]+[`'""]?)?))*(\s+limit\s+\d+)?\z", Options)]
    private static partial Regex SelectOwn();

    [GeneratedRegex($@"^(?<what>{Own})(\s+(as\s+)?(?<alias>[`'""]?[\w@.]+[`'""]?))?\z", Options)]
    private static partial Regex Item();
}
