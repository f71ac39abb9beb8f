using Akka.Streams;
using Akka.Streams.Dsl;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

/// <summary>The stage on a clock that the test moves, with a sink that takes one load at a time and only when the test lets it.</summary>
public sealed class RowBatchingStageTests : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly List<LoadBatch> _loads = [];
    private readonly SemaphoreSlim _demand = new(0);
    private readonly ManualTime _time = new();
    private int _returned;
    private int _pulled;

    [Fact]
    public async Task A_load_is_cut_at_its_most_rows_and_at_the_end()
    {
        _demand.Release(100);
        var end = Start([Batch(0, 10), Batch(10, 10), Batch(20, 5)], maxRows: 8);

        await end.WaitAsync(Patience);
        Assert.Equal([8, 8, 8, 1], Loads.Select(load => load.Rows));
        Assert.Equal([0, 8, 16, 24], Loads.Select(load => load.Ranges[0].First));
        Assert.Equal(25, Loads[^1].Ranges[0].Next);
        Assert.Equal(3, _returned);
    }

    [Fact]
    public async Task A_load_is_cut_when_it_is_old()
    {
        _demand.Release(100);
        var (queue, _) = StartQueue();
        await queue.OfferAsync(Batch(0, 3));
        await Eventually(() => _returned == 1);

        _time.Advance(MaxAge - TimeSpan.FromSeconds(1));
        await queue.OfferAsync(Batch(3, 2));
        await Eventually(() => _returned == 2);
        Assert.Empty(Loads);

        await AsTimePasses(() => Loads.Count == 1);
        Assert.Equal(5, Loads[0].Rows);
    }

    [Fact]
    public async Task A_load_without_rows_is_emitted_when_it_is_old()
    {
        _demand.Release(100);
        var (queue, _) = StartQueue();
        await queue.OfferAsync(SampleRows.Batch(0, 7, 4, _ => null, _ => Interlocked.Increment(ref _returned)));
        await Eventually(() => _returned == 1);

        await AsTimePasses(() => Loads.Count == 1);
        Assert.Equal(0, Loads[0].Rows);
        Assert.Equal(0, Loads[0].Body.Length);
        Assert.Equal([new OffsetRange(0, 7, 11, 4)], Loads[0].Ranges);
    }

    [Fact]
    public async Task A_position_alone_is_emitted_when_it_is_old()
    {
        _demand.Release(100);
        var (queue, _) = StartQueue(starts: [new PartitionBounds(0, 3)]);
        var batch = Batch(0, 0);
        batch.Source.Positions.Add(new PartitionPosition(0, 9));
        await queue.OfferAsync(batch);
        await Eventually(() => _returned == 1);

        await AsTimePasses(() => Loads.Count == 1);
        Assert.Equal([new OffsetRange(0, 3, 9, 0)], Loads[0].Ranges);
    }

    [Fact]
    public async Task An_age_beyond_what_a_timer_can_wait_for_ends_nothing()
    {
        _demand.Release(100);
        var stage = new RowBatchingStage(new LoadLimits(TimeSpan.FromDays(365), 1000, long.MaxValue, 1), () => new JsonRowWriter(SampleRows.Schema));
        var (queue, end) = Source.Queue<ParsedBatch>(16, OverflowStrategy.Backpressure).Via(stage).ToMaterialized(SlowSink(), Keep.Both).Run(Sys.Materializer());
        await queue.OfferAsync(Batch(0, 3));
        await Eventually(() => _returned == 1);
        queue.Complete();
        await end.WaitAsync(Patience);
        Assert.Equal(3, Assert.Single(Loads).Rows);
    }

    [Fact]
    public async Task While_the_sink_is_busy_nothing_is_gathered()
    {
        var (queue, _) = StartQueue(maxRows: 10);
        for (var i = 0; i < 5; i++) _ = queue.OfferAsync(Batch(i * 10, 10));
        await Eventually(() => Loads.Count == 1);
        Assert.Equal(1, Volatile.Read(ref _pulled));

        _demand.Release();
        await Eventually(() => Loads.Count == 2);
        Assert.Equal(2, Volatile.Read(ref _pulled));

        _demand.Release(100);
        await Eventually(() => _returned == 5 && Loads.Count == 5);
        Assert.All(Loads, load => Assert.Equal(10, load.Rows));
    }

    [Fact]
    public async Task The_age_of_a_load_begins_with_its_first_row()
    {
        var (queue, _) = StartQueue(maxRows: 10);
        await queue.OfferAsync(Batch(0, 10));
        await Eventually(() => Loads.Count == 1);
        await queue.OfferAsync(Batch(10, 2));
        _time.Advance(MaxAge * 2);
        _demand.Release();
        await Eventually(() => Volatile.Read(ref _pulled) == 2);
        await queue.OfferAsync(Batch(12, 2));
        await Eventually(() => _returned == 3);
        Assert.Single(Loads);

        await AsTimePasses(() => Loads.Count == 2);
        Assert.Equal(4, Loads[1].Rows);
    }

    [Fact]
    public async Task What_is_left_when_the_source_ends_waits_for_demand()
    {
        var end = Start([Batch(0, 10), Batch(10, 10), Batch(20, 3)], maxRows: 10);
        await Eventually(() => Loads.Count == 1);
        Assert.False(end.IsCompleted);

        _demand.Release(100);
        await end.WaitAsync(Patience);
        Assert.Equal([10, 10, 3], Loads.Select(load => load.Rows));
    }

    [Fact]
    public async Task Nothing_is_emitted_for_a_source_that_gave_nothing()
    {
        _demand.Release(100);
        await Start([]).WaitAsync(Patience);

        Assert.Empty(Loads);
    }

    [Fact]
    public async Task A_stage_that_is_stopped_gives_its_batch_back()
    {
        var (queue, end) = StartQueue(maxRows: 1);
        _ = queue.OfferAsync(Batch(0, 10));
        await Eventually(() => Loads.Count == 1);
        queue.Fail(new InvalidOperationException("stopped"));

        await Assert.ThrowsAnyAsync<Exception>(() => end);
        await Eventually(() => _returned == 1);
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Task Eventually(Func<bool> condition) => AwaitConditionAsync(() => Task.FromResult(condition()), Patience, TimeSpan.FromMilliseconds(5));

    // The stage may set its timer only after the test has seen what it did, so time goes on until the timer has fired.
    private Task AsTimePasses(Func<bool> condition) => Eventually(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });

    private List<LoadBatch> Loads
    {
        get
        {
            lock (_loads) return [.. _loads];
        }
    }

    private ParsedBatch Batch(long first, int records) =>
        SampleRows.Batch(0, first, records, _ => "m", _ => Interlocked.Increment(ref _returned));

    private Task<Akka.Done> Start(IEnumerable<ParsedBatch> batches, int maxRows = 1000) =>
        Source.From(batches).Via(Stage(maxRows)).RunWith(SlowSink(), Sys.Materializer());

    private (ISourceQueueWithComplete<ParsedBatch> Queue, Task End) StartQueue(int maxRows = 1000, IReadOnlyList<PartitionBounds>? starts = null) =>
        Source.Queue<ParsedBatch>(16, OverflowStrategy.Backpressure)
            .Select(batch =>
            {
                Interlocked.Increment(ref _pulled);
                return batch;
            })
            .Via(Stage(maxRows, starts))
            .ToMaterialized(SlowSink(), Keep.Both)
            .Run(Sys.Materializer());

    private RowBatchingStage Stage(int maxRows, IReadOnlyList<PartitionBounds>? starts = null) =>
        new(new LoadLimits(MaxAge, maxRows, long.MaxValue, 1), () => new JsonRowWriter(SampleRows.Schema), starts, _time);

    private Sink<LoadBatch, Task<Akka.Done>> SlowSink() =>
        Flow.Create<LoadBatch>()
            .SelectAsync(1, async load =>
            {
                lock (_loads) _loads.Add(load);
                await _demand.WaitAsync();
                return load;
            })
            .ToMaterialized(Sink.Ignore<LoadBatch>().MapMaterializedValue(done => (Task<Akka.Done>)done), Keep.Right);
}
