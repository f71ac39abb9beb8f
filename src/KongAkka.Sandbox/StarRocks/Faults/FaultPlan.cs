using System.Diagnostics.CodeAnalysis;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>The faults that wait to be played: each is taken by the next load that comes to its point, in the order they were added. Thread-safe.</summary>
public sealed class FaultPlan
{
    private static readonly FaultPoint[] CutPoints = [FaultPoint.BeforeBody, FaultPoint.DuringBody, FaultPoint.BeforeCommit, FaultPoint.Answer];

    private readonly Lock _lock = new();
    private readonly List<Fault> _next = [];
    private readonly List<Fault> _always = [];
    private readonly Dictionary<string, int> _played = new(StringComparer.Ordinal);
    private (double Share, int Seed, Random Random)? _randomCuts;
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

    /// <summary>Cuts a share of the loads at a random point (before or during the body, before or after the commit) until <see cref="Clear"/>.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <param name="seed">Equal seeds decide the same for the first load, the second, and so on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is none.</exception>
    public void RandomCuts(double share, int seed)
    {
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is a number from 0 to 1.");
        lock (_lock) _randomCuts = (share, seed, new Random(seed));
    }

    /// <summary>Forgets all faults that wait, and random cuts.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
            _always.Clear();
            _randomCuts = null;
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

    /// <summary>Decides about random cuts for a load that begins.</summary>
    internal LoadFaults ForLoad()
    {
        lock (_lock)
        {
            if (_randomCuts is not { } cuts || cuts.Random.NextDouble() >= cuts.Share) return new LoadFaults(this, null);
            var point = CutPoints[cuts.Random.Next(CutPoints.Length)];
            return new LoadFaults(this, Fault.Cut(point) with { Name = FaultNames.RandomCuts });
        }
    }

    /// <summary>Takes the fault for a request at a point, when there is one.</summary>
    internal bool TryTake(FaultPoint point, [NotNullWhen(true)] out Fault? fault)
    {
        lock (_lock)
        {
            var waiting = _next.FindIndex(f => f.Point == point);
            fault = waiting >= 0 ? _next[waiting] : _always.Find(f => f.Point == point);
            if (waiting >= 0) _next.RemoveAt(waiting);
            if (fault is not null) CountPlayed(fault);
            return fault is not null;
        }
    }

    /// <summary>Counts a fault as played.</summary>
    internal void CountPlayed(Fault fault)
    {
        lock (_lock)
        {
            Played++;
            _played[fault.Name] = _played.GetValueOrDefault(fault.Name) + 1;
        }
    }

    /// <summary>What waits and what was played.</summary>
    internal FaultStatus Status()
    {
        lock (_lock)
        {
            var waiting = _next.CountBy(f => f.Name).Select(f => new FaultCount(f.Key, f.Value));
            var played = _played.Select(f => new FaultCount(f.Key, f.Value)).OrderBy(f => f.Fault, StringComparer.Ordinal);
            return new FaultStatus(
                [.. waiting], [.. _always.Select(f => f.Name)], _randomCuts?.Share, _randomCuts?.Seed, [.. played], Waiting);
        }
    }
}
