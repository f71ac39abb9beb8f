using Akka.Streams;
using Akka.Streams.Dsl;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Filtering;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline;

/// <summary>The path of a record, whole: one graph from Kafka to the sink. Its element is a batch, never a record; the folders of this project are its steps.</summary>
public static class LoadPipeline
{
    /// <summary>Starts a graph.</summary>
    /// <param name="spec">What it does.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="materializer">Where it runs.</param>
    public static RunningPath Run(PathSpec spec, PathServices services, IMaterializer materializer)
    {
        var rule = Rules.Create(spec.Rule);
        var abandon = new CancellationTokenSource();
        var loads = new LoadsInFlight(services, abandon.Token);
        var (control, done) = KafkaSource.Create(spec.Source, spec.Bounds, services.Logger, spec.CommitMetadata, spec.TopicId)
            .Via(FilteringFlow.Create(rule, services.Counters))
            .Via(ParsingFlow.Create(rule, new ColumnFit(spec.Schema, spec.OnUnfit), services.Counters, spec.Refusal))
            .Via(RejectsFlow.Create(spec.Source.Topic, services.Rejects))
            .Via(new RowBatchingStage(spec.Batch, () => services.Sink.CreateWriter(rule.Schema), spec.Bounds))
            .SelectAsync(spec.Batch.MaxLoadsInFlight, loads.LoadAsync)
            .ToMaterialized(Sink.Ignore<LoadReceipt>(), Keep.Both)
            .Run(materializer);
        return new RunningPath(control, loads, abandon, done);
    }
}
