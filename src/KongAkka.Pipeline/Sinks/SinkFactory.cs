using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Makes the sink that a job's settings ask for.</summary>
public static class SinkFactory
{
    /// <summary>Makes a sink.</summary>
    /// <param name="settings">The kind of sink and what it needs.</param>
    /// <param name="context">What the job gives.</param>
    /// <exception cref="ArgumentException">The settings lack what their kind of sink needs.</exception>
    public static ISink Create(SinkSettings settings, SinkContext context) => settings switch
    {
        { Type: SinkType.StarRocks, StarRocks: { } table } => new StarRocksSink(table, context),
        { Type: SinkType.Mysql, Mysql: { } table } => new MysqlSink(table, context),
        { Type: SinkType.Print } => new PrintSink(),
        { Type: SinkType.Blackhole } => new BlackholeSink(),
        _ => throw new ArgumentException($"a sink of type {settings.Type} needs settings of its own", nameof(settings)),
    };
}
