namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The commands of the protocol that are served (<c>COM_…</c>).</summary>
internal enum MysqlCommand : byte
{
    /// <summary>The client goes away.</summary>
    Quit = 0x01,

    /// <summary>The session gets another database.</summary>
    InitDatabase = 0x02,

    /// <summary>A statement.</summary>
    Query = 0x03,

    /// <summary>Nothing.</summary>
    Ping = 0x0E,

    /// <summary>Several statements in one, or not: never here.</summary>
    SetOption = 0x1B,

    /// <summary>The session gets the variables it began with.</summary>
    ResetConnection = 0x1F,
}
