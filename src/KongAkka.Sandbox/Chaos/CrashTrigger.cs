using System.Runtime.InteropServices;
using KongAkka.Pipeline;

namespace KongAkka.Sandbox.Chaos;

/// <summary>Ends this process by SIGKILL when it reaches a point for the n-th time. Thread-safe.</summary>
/// <param name="point">The point.</param>
/// <param name="count">Which time, from 1.</param>
internal sealed partial class CrashTrigger(CrashPoint point, int count)
{
    private const int Kill = 9;
    private int _reached;

    /// <summary>Told of each point as it is reached.</summary>
    /// <param name="reached">The point.</param>
    public void Reach(CrashPoint reached)
    {
        if (reached == point && Interlocked.Increment(ref _reached) == count) _ = Send(Environment.ProcessId, Kill);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
