using KongAkka.Pipeline.Sinks.Loading;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql;

/// <summary>Which table to fill over the MySQL protocol and how to reach it.</summary>
public sealed record MysqlSettings
{
    // What the server needs to end an attempt after its time, and the connection to notice.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>How to reach the server; see <see cref="Connecting.MysqlAddress"/>. Holds secrets and is never printed.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Who loads; root when <see cref="ConnectionString"/> names nobody.</summary>
    public string Username => new MySqlConnectionStringBuilder(ConnectionString).UserID is { Length: > 0 } user ? user : "root";

    /// <summary>The file that holds the password instead of the one in <see cref="ConnectionString"/>, read anew for each connection; null, the default: none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>How long one statement may take; 120 s by default.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long the label of a finished load is remembered: StarRocks' <c>label_keep_max_second</c>; for MySQL and MariaDB what stays in <see cref="LoadsTable"/>. 3 days by default.</summary>
    public TimeSpan LabelKeepTime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>For StarRocks, how many finished loads of a database it remembers (its <c>label_keep_max_num</c>); 1000 by default.</summary>
    public int LabelKeepNum { get; init; } = 1000;

    /// <summary>How long labels are remembered, and when an attempt has ended by itself.</summary>
    public LabelTerms Labels => new(LabelKeepTime, LabelKeepNum, LoadTimeout + Margin);

    /// <summary>For StarRocks, the most rows that it takes in one statement, which is one load (its <c>expr_children_limit</c>); 10,000 by default.</summary>
    public int MaxStatementRows { get; init; } = 10_000;

    /// <summary>For MySQL and MariaDB, the table in the same database that remembers the labels of finished loads; <c>kongakka_loads</c> by default.</summary>
    public string LoadsTable { get; init; } = "kongakka_loads";

    /// <summary>The table alone, since the rest may hold secrets.</summary>
    public override string ToString() => $"{Database}.{Table} over the MySQL protocol";
}
