namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>What client and server can do, as their greetings say it (<c>CLIENT_…</c>); only those that matter here.</summary>
[Flags]
internal enum MysqlCapabilities : uint
{
    /// <summary>None.</summary>
    None = 0,

    LongPassword = 1,

    FoundRows = 2,

    LongFlag = 4,

    /// <summary>The answer to the greeting names a database.</summary>
    ConnectWithDatabase = 8,

    IgnoreSpace = 0x100,

    /// <summary>The protocol of MySQL 4.1, the only one spoken here.</summary>
    Protocol41 = 0x200,

    Transactions = 0x2000,

    /// <summary>The password's proof has its length before it.</summary>
    SecureConnection = 0x8000,

    /// <summary>The answer to the greeting names the authentication plugin.</summary>
    PluginAuth = 0x8_0000,

    ConnectAttributes = 0x10_0000,

    /// <summary>The length of the password's proof is a length-encoded integer.</summary>
    PluginAuthLengthEncoded = 0x20_0000,

    /// <summary>What this server offers.</summary>
    Offered = LongPassword | FoundRows | LongFlag | ConnectWithDatabase | IgnoreSpace | Protocol41 | Transactions | SecureConnection
        | PluginAuth | ConnectAttributes | PluginAuthLengthEncoded,
}
