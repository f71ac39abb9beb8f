using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>Loads into a StarRocks table by Stream Load: one request a load. Connects with the first load.</summary>
/// <param name="settings">The table and how to reach it.</param>
/// <param name="context">What the job gives.</param>
public sealed class StarRocksSink(StarRocksSettings settings, SinkContext context)
    : LabelledSink(new StreamLoadChannel(settings, context.Schema, context.Time), new TableCheck(settings, context.Time), context)
{
    /// <inheritdoc/>
    public override RowWriter CreateWriter(RowSchema schema) => new JsonRowWriter(schema);
}
