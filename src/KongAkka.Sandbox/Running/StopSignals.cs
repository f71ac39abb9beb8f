using System.Runtime.InteropServices;

namespace KongAkka.Sandbox.Running;

/// <summary>SIGINT and SIGTERM: the first stops in good order, the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Action _beforeAbrupt;
    private readonly PosixSignalRegistration[] _registrations;
    private int _received;

    /// <summary>Begins to listen.</summary>
    /// <param name="beforeAbrupt">Called before the process is ended at once: the last occasion to clean up.</param>
    public StopSignals(Action beforeAbrupt)
    {
        _beforeAbrupt = beforeAbrupt;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _received) == 1)
        {
            _stop.Cancel();
            return;
        }

        try
        {
            _beforeAbrupt();
        }
        finally
        {
            Environment.Exit(ExitCodes.Interrupted);
        }
    }
}
