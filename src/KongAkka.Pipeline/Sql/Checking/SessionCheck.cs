using System.Globalization;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.Sql.Checking;

/// <summary>Decides whether the variables of a session with StarRocks let INSERT keep its promise: each row as it is, or none. Pure; source: StarRocks' page "System variables".</summary>
internal static class SessionCheck
{
    private const string StrictName = "enable_insert_strict";
    private const string RatioName = "insert_max_filter_ratio";
    private const string InsertTimeName = "insert_timeout";
    private const string QueryTimeName = "query_timeout";
    private const string ModeName = "sql_mode";

    /// <summary>The question for them: rows of a name and a value. StarRocks before 3.4 has neither <c>insert_timeout</c> nor <c>insert_max_filter_ratio</c>.</summary>
    public static string Query { get; } =
        "SHOW VARIABLES WHERE " + string.Join(" OR ", ((string[])[StrictName, RatioName, InsertTimeName, QueryTimeName, ModeName]).Select(name => $"Variable_name = '{name}'"));

    /// <summary>What is wrong; empty when nothing is, or when the answer is none.</summary>
    /// <param name="answer">What came of the question.</param>
    /// <param name="loadTimeout">How long an INSERT is given here.</param>
    public static IEnumerable<TableFinding> Find(SqlAnswer answer, TimeSpan loadTimeout)
    {
        if (answer is not SqlAnswer.Rows rows) yield break;
        var variables = rows.Values.Where(row => row.Count > 1 && row[0] is not null).ToDictionary(row => row[0]!, row => row[1] ?? "", StringComparer.OrdinalIgnoreCase);
        if (variables.TryGetValue(StrictName, out var strict) && strict.ToUpperInvariant() is not ("TRUE" or "1" or "ON"))
            yield return Fails($"{StrictName} is {strict} although every connection sets it: values that do not fit would become NULL without a word.", "Let sink.mysql.connection-string lead to the FEs themselves, without a proxy that keeps SET back.");
        if (variables.TryGetValue(RatioName, out var ratio) && Number(ratio) > 0)
            yield return Fails($"{RatioName} is {ratio}: INSERT would leave rows out that do not fit.", $"SET GLOBAL {RatioName} = 0, or ALTER USER … SET PROPERTIES ('session.{RatioName}' = '0').");
        if (variables.TryGetValue(ModeName, out var mode) && mode.Contains("NO_BACKSLASH_ESCAPES", StringComparison.OrdinalIgnoreCase))
            yield return Fails($"{ModeName} is {mode}: texts with a backslash would be loaded as others.", $"Take NO_BACKSLASH_ESCAPES out of {ModeName} (SET GLOBAL {ModeName} = '…').");
        var name = variables.ContainsKey(InsertTimeName) ? InsertTimeName : QueryTimeName;
        if (variables.TryGetValue(name, out var limit) && Number(limit) is { } seconds && seconds < loadTimeout.TotalSeconds)
            yield return new TableFinding(
                FindingKind.Warns,
                string.Create(CultureInfo.InvariantCulture, $"StarRocks ends an INSERT after {name} = {seconds:0} s, and sink.mysql.load-timeout is {loadTimeout.TotalSeconds:0} s."),
                $"Lower sink.mysql.load-timeout, or raise {name} (SET GLOBAL {name} = …).");
    }

    private static TableFinding Fails(string what, string remedy) => new(FindingKind.Fails, what, remedy);

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
