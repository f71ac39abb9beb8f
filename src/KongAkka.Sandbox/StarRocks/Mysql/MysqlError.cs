namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>An error as the protocol tells it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its SQLSTATE, 5 letters.</param>
/// <param name="Text">Its text.</param>
internal sealed record MysqlError(ushort Number, string State, string Text)
{
    /// <summary>An error of a statement: StarRocks has one number for nearly all of them.</summary>
    public static MysqlError Of(string text) => new(1064, "HY000", text);

    /// <summary>Wrong credentials.</summary>
    public static MysqlError AccessDenied(string user, bool usingPassword) =>
        new(1045, "28000", $"Access denied for user '{user}'@'127.0.0.1' (using password: {(usingPassword ? "YES" : "NO")})");

    /// <summary>What a client begins with is not the protocol.</summary>
    public static MysqlError BadHandshake { get; } = new(1043, "08S01", "Bad handshake");

    /// <summary>A command that is not known.</summary>
    public static MysqlError UnknownCommand { get; } = new(1047, "08S01", "Unknown command");

    /// <summary>A database that is not there.</summary>
    public static MysqlError UnknownDatabase(string database) => new(1049, "42000", $"Unknown database '{database}'");

    /// <summary>A statement that is too large; the connection ends with it.</summary>
    public static MysqlError PacketTooLarge { get; } = new(1153, "08S01", "Got a packet bigger than 'max_allowed_packet' bytes");

    /// <summary>A statement that somebody ended with KILL.</summary>
    public static MysqlError Interrupted { get; } = new(1317, "70100", "Query execution was interrupted");
}
