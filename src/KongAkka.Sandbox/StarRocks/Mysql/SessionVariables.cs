using System.Globalization;
using KongAkka.Sandbox.StarRocks.Storage;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The variables of a session: those that drivers ask for, and those that INSERT heeds. Serves one connection.</summary>
internal sealed class SessionVariables
{
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auto_increment_increment"] = "1",
        ["autocommit"] = "1",
        ["character_set_client"] = "utf8",
        ["character_set_connection"] = "utf8",
        ["character_set_database"] = "utf8",
        ["character_set_results"] = "utf8",
        ["character_set_server"] = "utf8",
        ["collation_connection"] = "utf8_general_ci",
        ["collation_database"] = "utf8_general_ci",
        ["collation_server"] = "utf8_general_ci",
        [StrictName] = "1",
        ["init_connect"] = "",
        [InsertTimeoutName] = "14400",
        ["interactive_timeout"] = "3600",
        ["license"] = "Apache License 2.0",
        ["lower_case_table_names"] = "0",
        ["max_allowed_packet"] = PacketReader.MostBytes.ToString(CultureInfo.InvariantCulture),
        ["net_buffer_length"] = "16384",
        ["net_read_timeout"] = "60",
        ["net_write_timeout"] = "60",
        ["performance_schema"] = "0",
        ["query_cache_size"] = "1048576",
        ["query_cache_type"] = "0",
        ["query_timeout"] = "300",
        ["sql_mode"] = "ONLY_FULL_GROUP_BY",
        ["system_time_zone"] = "UTC",
        ["time_zone"] = "UTC",
        ["transaction_isolation"] = "REPEATABLE-READ",
        ["transaction_read_only"] = "0",
        ["tx_isolation"] = "REPEATABLE-READ",
        ["tx_read_only"] = "0",
        ["version"] = Handshake.ServerVersion,
        ["version_comment"] = "StarRocks version 4.0.4 (embedded)",
        ["wait_timeout"] = "28800",
    };

    private const string StrictName = "enable_insert_strict";
    private const string InsertTimeoutName = "insert_timeout";

    private readonly Dictionary<string, string?> _set = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a row that does not fit fails its INSERT (<c>enable_insert_strict</c>).</summary>
    public bool IsStrict => Find(StrictName) is "1";

    /// <summary>How long an INSERT may take (<c>insert_timeout</c>).</summary>
    public TimeSpan InsertTimeout => TimeSpan.FromSeconds(
        int.TryParse(Find(InsertTimeoutName), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : 14400);

    /// <summary>The value of a variable.</summary>
    /// <exception cref="MysqlRefusedException">There is none of this name.</exception>
    public string? this[string name] => Knows(name) ? Find(name) : throw new MysqlRefusedException(
        new MysqlError(1193, "HY000", $"Getting analyzing error. Detail message: Unknown system variable '{name}'."));

    /// <summary>Gives a variable a value; truths are kept as 1 and 0. A name that is not known is kept too: StarRocks has hundreds.</summary>
    public void Set(string name, string? value) => _set[name] = value?.ToUpperInvariant() switch
    {
        "TRUE" or "ON" => "1",
        "FALSE" or "OFF" => "0",
        _ => value,
    };

    /// <summary>Takes back the values that the session began with.</summary>
    public void Reset() => _set.Clear();

    /// <summary>All variables as the rows of a SELECT.</summary>
    public string AsSelect()
    {
        var names = Defaults.Keys.Union(_set.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
        return $"(VALUES {string.Join(", ", names.Select(name => $"({SqlText.Literal(name)}, {SqlText.Literal(Find(name))})"))}) AS variables(Variable_name, Value)";
    }

    private bool Knows(string name) => _set.ContainsKey(name) || Defaults.ContainsKey(name);

    private string? Find(string name) => _set.TryGetValue(name, out var set) ? set : Defaults.GetValueOrDefault(name);
}
