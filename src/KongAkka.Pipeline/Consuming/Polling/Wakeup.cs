namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>Ends a thread's wait early. Holds no handle of the system, so that a late signal is harmless. Thread-safe.</summary>
internal sealed class Wakeup
{
    private readonly object _gate = new();
    private bool _isSignalled;

    /// <summary>Ends the wait that is under way, or else the next one.</summary>
    public void Signal()
    {
        lock (_gate)
        {
            _isSignalled = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for a signal.</summary>
    /// <param name="longest">How long at most.</param>
    public void Wait(TimeSpan longest)
    {
        lock (_gate)
        {
            if (!_isSignalled) Monitor.Wait(_gate, longest);
            _isSignalled = false;
        }
    }
}
