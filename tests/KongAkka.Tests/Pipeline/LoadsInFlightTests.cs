using KongAkka.Pipeline;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Tests.Pipeline;

public sealed class LoadsInFlightTests
{
    private readonly SlowRejects _rejects = new();
    private readonly Ledger _ledger = new();
    private readonly LoadsInFlight _loads;

    public LoadsInFlightTests() =>
        _loads = new LoadsInFlight(new PathServices(new BlackholeSink(), _rejects, _ledger, new PathCounters(), NullLogger.Instance), CancellationToken.None);

    [Fact]
    public async Task Loads_are_planned_in_their_order_though_rejects_of_a_later_one_are_durable_first()
    {
        var (first, second) = (_loads.LoadAsync(Batch(0)), _loads.LoadAsync(Batch(1)));
        _rejects.Flushes[1].SetResult();
        Assert.Empty(_ledger.Planned);
        _rejects.Flushes[0].SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal([0, 1], _ledger.Planned);
    }

    [Fact]
    public async Task Behind_a_load_that_could_not_be_planned_none_is()
    {
        var (first, second) = (_loads.LoadAsync(Batch(0)), _loads.LoadAsync(Batch(1)));
        _rejects.Flushes[0].SetException(new IOException("full"));
        _rejects.Flushes[1].SetResult();
        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Empty(_ledger.Planned);
    }

    private static LoadBatch Batch(int number) => new(number, [new OffsetRange(0, number, number + 1, 1)], 0, new LoadBody());

    private sealed class SlowRejects : RejectWriter
    {
        public List<TaskCompletionSource> Flushes { get; } = [];

        public override void Write(IReadOnlyList<RejectedRecord> rejected)
        {
        }

        public override ValueTask FlushAsync(CancellationToken cancellation)
        {
            Flushes.Add(new TaskCompletionSource());
            return new ValueTask(Flushes[^1].Task);
        }
    }

    private sealed class Ledger : ILoadLedger
    {
        public List<long> Planned { get; } = [];

        public Task<LoadPlan> PlanAsync(LoadBatch batch)
        {
            Planned.Add(batch.Number);
            return Task.FromResult(SampleLoads.Plan(batch.Number, batch.Ranges, batch.Rows));
        }

        public Task ConfirmAsync(LoadPlan plan) => Task.CompletedTask;

        public Task CommittedAsync(LoadPlan plan, LoadReceipt receipt) => Task.CompletedTask;
    }
}
