using System.Diagnostics.CodeAnalysis;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Connecting;

/// <summary>A MySQL server and a database on it, as a connection string of MySqlConnector or a JDBC URL tells them.</summary>
/// <param name="ConnectionString">The whole of it in MySqlConnector's form; holds secrets.</param>
/// <param name="Database">The database; empty when none is named.</param>
/// <param name="Servers">Host and port, for messages.</param>
public sealed record MysqlAddress(string ConnectionString, string Database, string Servers)
{
    /// <summary>Reads one.</summary>
    /// <param name="text">A connection string (<c>Server=host;Port=9030;Database=quickstart</c>) or a JDBC URL (<c>jdbc:mysql://host:9030/quickstart?useSSL=false</c>).</param>
    /// <param name="username">The user, instead of one in the text; null for that one.</param>
    /// <param name="password">The password, likewise.</param>
    /// <param name="address">What was read.</param>
    /// <param name="fault">What is wrong otherwise, as a sentence that quotes no value.</param>
    /// <returns>Whether it is an address.</returns>
    public static bool TryParse(string text, string? username, string? password, [NotNullWhen(true)] out MysqlAddress? address, [NotNullWhen(false)] out string? fault)
    {
        address = null;
        if (!TryRead(text, out var options, out fault)) return false;
        fault = options switch
        {
            { ConnectionProtocol: not MySqlConnectionProtocol.Tcp } => "It is not about TCP.",
            { Server: "" } => "It names no server.",
            _ => null,
        };
        if (fault is not null) return false;
        if (username is not null) options.UserID = username;
        if (password is not null) options.Password = password;
        Restrict(options);
        address = new MysqlAddress(options.ConnectionString, options.Database, $"{options.Server}:{options.Port}");
        return true;
    }

    /// <summary>The server alone.</summary>
    public override string ToString() => Servers;

    private static bool TryRead(string text, [NotNullWhen(true)] out MySqlConnectionStringBuilder? options, [NotNullWhen(false)] out string? fault)
    {
        if (text.StartsWith("jdbc:", StringComparison.OrdinalIgnoreCase)) return JdbcUrl.TryParse(text, out options, out fault);
        (options, fault) = (null, null);
        try
        {
            options = new MySqlConnectionStringBuilder(text);
            return true;
        }
        catch (ArgumentException e)
        {
            // Only the complaint about an option is sure to quote no value.
            fault = e.Message.StartsWith("Option '", StringComparison.Ordinal) ? $"MySqlConnector says: {e.Message.Split(" (Parameter")[0].TrimEnd('.')}." : "It is no connection string.";
            return false;
        }
    }

    /// <summary>
    /// Sets what a sink depends on. StarRocks prepares no INSERT and loses the database when a connection is reset; a statement that runs out of time is not
    /// interrupted over a second connection, since what became of it is asked for anyway.
    /// </summary>
    private static void Restrict(MySqlConnectionStringBuilder options)
    {
        options.IgnorePrepare = true;
        options.ConnectionReset = false;
        options.Pipelining = false;
        options.AutoEnlist = false;
        options.NoBackslashEscapes = false;
        options.UseAffectedRows = false;
        options.CancellationTimeout = -1;
        options.ServerRedirectionMode = MySqlServerRedirectionMode.Disabled;
        options.ApplicationName = "kongakka";
        options.PersistSecurityInfo = false;
        options.AllowLoadLocalInfile = false;
    }
}
