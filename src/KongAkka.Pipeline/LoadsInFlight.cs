using System.Collections.Concurrent;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline;

/// <summary>
/// The loads of one graph that are under way. When the graph fails they go on, since only their end tells what is in the table: the next graph waits for them.
/// </summary>
/// <param name="services">The sink and those who keep account.</param>
/// <param name="abandon">Gives up the loads under way, and those that follow.</param>
internal sealed class LoadsInFlight(PathServices services, CancellationToken abandon)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<LoadBatch, long> _begun = new(ReferenceEqualityComparer.Instance);
    private int _underWay = 1;
    private Task _planned = Task.CompletedTask;

    /// <summary>How long the oldest load is under way; null when none is.</summary>
    public TimeSpan? Oldest
    {
        get
        {
            var oldest = long.MaxValue;
            foreach (var (_, begun) in _begun) oldest = Math.Min(oldest, begun);
            return oldest == long.MaxValue ? null : TimeProvider.System.GetElapsedTime(oldest);
        }
    }

    /// <summary>How many loads are under way.</summary>
    public int Count => _begun.Count;

    /// <summary>Writes a load down, after those that were given before it, sends it and notes its receipt. A load without rows is only noted. What was rejected of it is durable before.</summary>
    /// <param name="batch">The load; its body is given back at the end.</param>
    public async Task<LoadReceipt> LoadAsync(LoadBatch batch)
    {
        Interlocked.Increment(ref _underWay);
        _begun[batch] = TimeProvider.System.GetTimestamp();
        try
        {
            var planning = PlanAsync(_planned, batch);
            _planned = planning;
            var plan = await planning.ConfigureAwait(false);
            var receipt = await SendAsync(plan, batch).ConfigureAwait(false);
            await services.Ledger.CommittedAsync(plan, receipt).ConfigureAwait(false);
            services.Counters.End(receipt.Rows > 0 ? LoadOutcome.Loaded : LoadOutcome.Empty);
            return receipt;
        }
        catch (OperationCanceledException)
        {
            services.Counters.End(LoadOutcome.Abandoned);
            throw;
        }
        catch (Exception cause)
        {
            services.Counters.End(OutcomeOf(cause));
            services.Logger.LogError("load {Number} failed, and its graph ends once the other loads under way have ended: {Cause}", batch.Number, cause.Message);
            throw;
        }
        finally
        {
            batch.Body.Dispose();
            _begun.TryRemove(batch, out _);
            EndOne();
        }
    }

    /// <summary>Waits until no load is under way; called once, when the graph has ended and none can follow.</summary>
    public Task WhenEndedAsync()
    {
        EndOne();
        return _ended.Task;
    }

    private async Task<LoadPlan> PlanAsync(Task before, LoadBatch batch)
    {
        // Before the load is planned, let alone sent: when this fails, nothing is in doubt and its offsets are read again.
        await services.Rejects.FlushAsync(abandon).ConfigureAwait(false);
        // Rejects of a later load may be durable sooner. Planned out of turn, or after one that could not be planned, its offsets would leave a gap in the account.
        await before.ConfigureAwait(false);
        abandon.ThrowIfCancellationRequested();
        return await services.Ledger.PlanAsync(batch).ConfigureAwait(false);
    }

    private async Task<LoadReceipt> SendAsync(LoadPlan plan, LoadBatch batch)
    {
        if (batch.Rows == 0) return new LoadReceipt("", batch.Ranges, 0, 0, TimeSpan.Zero);
        var load = new PlannedLoad(plan, batch)
        {
            ConfirmAsync = () => services.Ledger.ConfirmAsync(plan),
            IsRecovered = services.IsRecovering,
            IsForgotten = services.IsForgotten,
        };
        CrashPoints.Reach(CrashPoint.BeforeSend);
        var receipt = await services.Sink.LoadAsync(load, abandon).ConfigureAwait(false);
        CrashPoints.Reach(CrashPoint.AfterSend);
        services.Counters.Loaded(receipt.Rows, receipt.Bytes);
        services.Instruments?.Loaded(receipt, batch.Origin);
        return receipt;
    }

    private static LoadOutcome OutcomeOf(Exception cause) => UnrecoverableException.CauseOf(cause) switch
    {
        RowsRefusedException => LoadOutcome.Refused,
        LoadInDoubtException => LoadOutcome.InDoubt,
        _ => LoadOutcome.Failed,
    };

    private void EndOne()
    {
        if (Interlocked.Decrement(ref _underWay) == 0) _ended.TrySetResult();
    }
}
