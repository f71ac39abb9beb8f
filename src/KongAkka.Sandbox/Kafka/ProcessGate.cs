using System.Diagnostics;

namespace KongAkka.Sandbox.Kafka;

/// <summary>
/// Keeps apart the start of a process and the taking down of a broker. Until it has become another program the new process has copies of all sockets, and librdkafka's
/// mock cluster ends the whole process when it cannot bind a port anew that it has just closed.
/// </summary>
internal static class ProcessGate
{
    private static readonly Lock Gate = new();

    /// <summary>Starts a process; it is another program when the call returns.</summary>
    /// <param name="start">What to start.</param>
    public static Process Start(ProcessStartInfo start)
    {
        lock (Gate) return Process.Start(start)!;
    }

    /// <summary>Does something while no process is being started.</summary>
    /// <param name="action">What.</param>
    public static void Apart(Action action)
    {
        lock (Gate) action();
    }
}
