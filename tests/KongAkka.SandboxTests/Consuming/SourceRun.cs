using System.Collections.Concurrent;
using System.Text;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.SandboxTests.Consuming;

/// <summary>A running source whose records are collected.</summary>
internal sealed class SourceRun : IAsyncDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("run");
    private readonly SharedKillSwitch _kill = KillSwitches.Shared("run");
    private long _count;

    public SourceRun(KafkaSettings settings, params PartitionBounds[] bounds)
        : this(settings, "", bounds)
    {
    }

    public SourceRun(KafkaSettings settings, string commitMetadata, params PartitionBounds[] bounds)
        : this(settings, commitMetadata, "", bounds)
    {
    }

    public SourceRun(KafkaSettings settings, string commitMetadata, string topicId, params PartitionBounds[] bounds) =>
        (Control, Completion) = Run(KafkaSource.Create(settings, bounds, Log, commitMetadata, topicId));

    public SourceRun(KafkaSourceStage stage) => (Control, Completion) = Run(Source.FromGraph(stage));

    public LogLines Log { get; } = new();

    public IKafkaControl Control { get; }

    public Task Completion { get; }

    public ConcurrentQueue<SeenRecord> Records { get; } = new();

    public ConcurrentQueue<PartitionPosition> Positions { get; } = new();

    /// <summary>Awaited before each batch is returned; lets all pass by default.</summary>
    public Func<Task> Gate { get; set; } = () => Task.CompletedTask;

    public long Count => Interlocked.Read(ref _count);

    public IEnumerable<long> Offsets(int partition = 0) => Records.Where(r => r.Partition == partition).Select(r => r.Offset);

    public async Task UntilAsync(int records)
    {
        await Eventually.TrueAsync(() => Count >= records || Completion.IsCompleted, () => $"{Count} of {records} records; log: {Log}");
        if (Count < records) await Completion;
    }

    public Task CompletedAsync() => Completion.WaitAsync(Eventually.Patience);

    public void Abort() => _kill.Abort(new InvalidOperationException("aborted"));

    public async ValueTask DisposeAsync()
    {
        Control.StopFetching();
        await _system.Terminate();
        await Control.Stopped.WaitAsync(Eventually.Patience);
    }

    private (IKafkaControl Control, Task Completion) Run(Source<ConsumedBatch, IKafkaControl> source) => source
        .Via(_kill.Flow<ConsumedBatch>())
        .SelectAsync(1, CollectAsync)
        .ToMaterialized(Sink.Ignore<ConsumedBatch>(), Keep.Both)
        .Run(_system.Materializer());

    private async Task<ConsumedBatch> CollectAsync(ConsumedBatch batch)
    {
        for (var i = 0; i < batch.Values.Count; i++)
        {
            var value = batch.Values.IsTombstone(i) ? null : Encoding.UTF8.GetString(batch.Values[i]);
            Records.Enqueue(new SeenRecord(batch.Partition(i), batch.Offset(i), batch.Timestamp(i), value));
        }
        foreach (var position in batch.Positions) Positions.Enqueue(position);
        Interlocked.Add(ref _count, batch.Values.Count);
        await Gate();
        batch.Return();
        return batch;
    }
}
