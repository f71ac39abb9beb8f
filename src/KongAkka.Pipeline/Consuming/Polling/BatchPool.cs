namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>
/// The fixed number of batches that may be under way at once: this is the back-pressure, since nothing is polled while none is free. Thread-safe.
/// </summary>
internal sealed class BatchPool
{
    private const int KeepBytes = 4 * 1024 * 1024;
    private readonly Lock _gate = new();
    private readonly Stack<ConsumedBatch> _free = new();
    private readonly HashSet<ConsumedBatch> _out = [];
    private readonly Action _returned;

    /// <summary>Makes the batches.</summary>
    /// <param name="size">How many.</param>
    /// <param name="returned">Called when one comes back, by the thread that brings it.</param>
    public BatchPool(int size, Action returned)
    {
        _returned = returned;
        for (var i = 0; i < size; i++) _free.Push(new ConsumedBatch(GiveBack));
    }

    /// <summary>How many batches are under way.</summary>
    public int Out
    {
        get
        {
            lock (_gate) return _out.Count;
        }
    }

    /// <summary>Takes a free batch; null when there is none.</summary>
    public ConsumedBatch? TryTake()
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var batch)) return null;
            _out.Add(batch);
            return batch;
        }
    }

    private void GiveBack(ConsumedBatch batch)
    {
        lock (_gate)
        {
            if (!_out.Remove(batch)) throw new InvalidOperationException("A batch was returned that is not under way: its bytes may be in use again.");
            batch.Clear(KeepBytes);
            _free.Push(batch);
        }
        _returned();
    }
}
