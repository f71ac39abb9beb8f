using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Where rows go.</summary>
/// <param name="Type">The kind of sink.</param>
/// <param name="OnUnfit">What becomes of a value that its column cannot hold.</param>
/// <param name="StarRocks">For <see cref="SinkType.StarRocks"/>: the table.</param>
public sealed record SinkSettings(SinkType Type, OnUnfit OnUnfit = OnUnfit.Reject, StarRocksSettings? StarRocks = null)
{
    /// <summary>For <see cref="SinkType.Mysql"/>: the table.</summary>
    public MysqlSettings? Mysql { get; init; }

    /// <summary>What is filled, as <c>database.table</c>; empty for a sink without a table.</summary>
    public string Target => (StarRocks, Mysql) switch
    {
        ({ } table, _) => $"{table.Database}.{table.Table}",
        (_, { } table) => $"{table.Database}.{table.Table}",
        _ => "",
    };
}
