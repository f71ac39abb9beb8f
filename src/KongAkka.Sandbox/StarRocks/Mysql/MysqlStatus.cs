namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The state of a session that answers carry (<c>SERVER_STATUS_…</c>).</summary>
internal static class MysqlStatus
{
    /// <summary>Each statement is a transaction of its own.</summary>
    public const ushort Autocommit = 2;
}
