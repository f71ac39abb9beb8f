using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Connecting;

/// <summary>Translates the URL of MySQL's JDBC driver, as a Flink job has it: what it says about reaching the server is kept, what tunes the driver has no counterpart here.</summary>
internal static class JdbcUrl
{
    private static readonly string[] Schemes = ["jdbc:mysql:loadbalance://", "jdbc:mysql://", "jdbc:mariadb://"];

    // What tunes the driver or describes texts and times: here rows are sent as UTF-8 with times as they are, in statements of many rows.
    private static readonly HashSet<string> WithoutMeaning = new(StringComparer.OrdinalIgnoreCase)
    {
        "rewriteBatchedStatements", "useServerPrepStmts", "cachePrepStmts", "prepStmtCacheSize", "prepStmtCacheSqlLimit", "useCompression", "useUnicode", "characterEncoding",
        "connectionCollation", "serverTimezone", "connectionTimeZone", "forceConnectionTimeZoneToSession", "useLegacyDatetimeCode", "zeroDateTimeBehavior", "tinyInt1isBit",
        "autoReconnect", "failOverReadOnly", "maxReconnects", "useLocalSessionState", "useLocalTransactionState", "cacheResultSetMetadata", "cacheServerConfiguration",
        "elideSetAutoCommits", "maintainTimeStats", "nullCatalogMeansCurrent", "allowMultiQueries", "useCursorFetch", "defaultFetchSize", "socketTimeout", "tcpKeepAlive",
        "useConfigs", "yearIsDateType", "noAccessToProcedureBodies", "useInformationSchema", "verifyServerCertificate",
    };

    /// <summary>Reads one.</summary>
    /// <returns>Whether all of it is understood.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out MySqlConnectionStringBuilder? options, [NotNullWhen(false)] out string? fault)
    {
        options = null;
        if (Array.Find(Schemes, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase)) is not { } scheme)
        {
            fault = "It is no JDBC URL of MySQL: those begin with jdbc:mysql://.";
            return false;
        }

        var read = new MySqlConnectionStringBuilder();
        var question = text.IndexOf('?');
        var (hosts, database) = Cut(question < 0 ? text[scheme.Length..] : text[scheme.Length..question], '/');
        fault = ReadHosts(hosts, read) ?? ReadParameters(question < 0 ? "" : text[(question + 1)..], read);
        if (fault is not null) return false;
        read.Database = Uri.UnescapeDataString(database);
        options = read;
        return true;
    }

    private static string? ReadHosts(string hosts, MySqlConnectionStringBuilder options)
    {
        if (hosts.Contains('@')) return "It has user and password before the host.";
        var addresses = hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(CutPort).ToList();
        var ports = addresses.Select(a => a.Second.Length == 0 ? "3306" : a.Second).Distinct().ToList();
        if (addresses.Count == 0) return "It names no server.";
        if (ports.Count > 1) return "Its servers have different ports.";
        if (!ushort.TryParse(ports[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0) return "Its port is no port.";
        options.Server = string.Join(',', addresses.Select(a => a.First));
        options.Port = port;
        if (addresses.Count > 1) options.LoadBalance = MySqlLoadBalance.FailOver;
        return null;
    }

    private static (string First, string Second) CutPort(string host) =>
        host.IndexOf(']') is var end and > 0 && host[0] == '[' ? (host[1..end], host[(end + 1)..].TrimStart(':')) : Cut(host, ':');

    private static string? ReadParameters(string query, MySqlConnectionStringBuilder options)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // It may be the end of a password, and is not quoted.
            if (!parameter.Contains('=')) return "A parameter of it has no value; & within a value is written %26.";
            var (name, value) = Cut(parameter, '=');
            parameters[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value);
        }

        options.SslMode = SslModeOf(parameters);
        foreach (var (name, value) in parameters)
        {
            if (Apply(name, value, options) is { } fault) return fault;
        }

        return null;
    }

    private static string? Apply(string name, string value, MySqlConnectionStringBuilder options)
    {
        switch (name.ToLowerInvariant())
        {
            case "user":
                options.UserID = value;
                return null;
            case "password":
                options.Password = value;
                return null;
            case "connecttimeout":
                if (!uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return "Its connectTimeout is no number of milliseconds.";
                options.ConnectionTimeout = (milliseconds + 999) / 1000;
                return null;
            case "allowpublickeyretrieval":
                options.AllowPublicKeyRetrieval = IsTrue(value);
                return null;
            case "sslmode" when !Enum.TryParse<MySqlSslMode>(ModeName(value), ignoreCase: true, out _):
                return "Its sslMode is none of DISABLED, PREFERRED, REQUIRED, VERIFY_CA and VERIFY_IDENTITY.";
            case "usessl" or "requiressl" or "sslmode":
                return null;
            default:
                return WithoutMeaning.Contains(name) ? null : $"Its parameter {name} is not known here: leave it out, or write a connection string of MySqlConnector (Server=…;Port=…;Database=…).";
        }
    }

    // As Connector/J has it: PREFERRED unless said otherwise; sslMode is above the older three.
    private static MySqlSslMode SslModeOf(Dictionary<string, string> parameters)
    {
        if (parameters.TryGetValue("sslMode", out var mode) && Enum.TryParse<MySqlSslMode>(ModeName(mode), ignoreCase: true, out var named)) return named;
        if (parameters.TryGetValue("useSSL", out var use) && !IsTrue(use)) return MySqlSslMode.None;
        if (parameters.TryGetValue("verifyServerCertificate", out var verify) && IsTrue(verify)) return MySqlSslMode.VerifyCA;
        return parameters.TryGetValue("requireSSL", out var require) && IsTrue(require) ? MySqlSslMode.Required : MySqlSslMode.Preferred;
    }

    private static string ModeName(string value) => value.Equals("VERIFY_IDENTITY", StringComparison.OrdinalIgnoreCase) ? nameof(MySqlSslMode.VerifyFull) : value.Replace("_", "", StringComparison.Ordinal);

    private static bool IsTrue(string value) => value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("yes", StringComparison.OrdinalIgnoreCase);

    private static (string First, string Second) Cut(string text, char at) => text.IndexOf(at) is var i and >= 0 ? (text[..i], text[(i + 1)..]) : (text, "");
}
