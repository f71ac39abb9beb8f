using System.Diagnostics.CodeAnalysis;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>The faults that wait to be played: each is taken by the next load that comes to its point, in the order they were added. Thread-safe.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _next = [];
    private readonly List<Fault> _always = [];
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many faults were played.</summary>
    public int Played { get; private set; }

    /// <summary>How many loads wait in a delay at this moment.</summary>
    public int Waiting { get; private set; }

    /// <summary>Plays a fault once, or some times.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">For how many loads; 1 by default.</param>
    public void Next(Fault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock) _next.AddRange(Enumerable.Repeat(fault, times));
    }

    /// <summary>Plays a fault for every load until <see cref="Clear"/>.</summary>
    /// <param name="fault">The fault.</param>
    public void Always(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock) _always.Add(fault);
    }

    /// <summary>Forgets all faults that wait.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
            _always.Clear();
        }
    }

    /// <summary>Ends the delays that are being played: what waits in them goes on at once.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _released.SetResult();
            Waiting = 0;
            _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits for the time of a fault, or until it is released.</summary>
    internal async Task WaitAsync(TimeSpan delay, CancellationToken stop)
    {
        Task released;
        lock (_lock)
        {
            released = _released.Task;
            Waiting++;
        }

        await released.WaitAsync(delay, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock) Waiting -= released.IsCompleted ? 0 : 1;
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Takes the fault for a load at a point, when there is one.</summary>
    internal bool TryTake(FaultPoint point, [NotNullWhen(true)] out Fault? fault)
    {
        lock (_lock)
        {
            var waiting = _next.FindIndex(f => f.Point == point);
            fault = waiting >= 0 ? _next[waiting] : _always.Find(f => f.Point == point);
            if (waiting >= 0) _next.RemoveAt(waiting);
            if (fault is not null) Played++;
            return fault is not null;
        }
    }
}
