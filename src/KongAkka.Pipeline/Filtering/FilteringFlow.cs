using Akka;
using Akka.Streams.Dsl;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Pipeline.Filtering;

/// <summary>The second step of the path: records that the rule cannot keep are marked on their raw bytes, before anything is paid for reading them.</summary>
internal static class FilteringFlow
{
    /// <summary>Makes the step.</summary>
    /// <param name="rule">The rule; used by this graph alone.</param>
    /// <param name="counters">Where the batch is counted.</param>
    public static Flow<ConsumedBatch, ConsumedBatch, NotUsed> Create(Rule rule, PathCounters counters) =>
        Flow.Create<ConsumedBatch>().Select(batch =>
        {
            counters.Consumed(batch.Values.Count, batch.Values.ByteCount);
            rule.Filter(batch.Values);
            return batch;
        });
}
