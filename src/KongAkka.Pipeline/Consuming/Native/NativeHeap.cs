using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>
/// The C library's heap, which librdkafka's buffers live in. glibc keeps what is freed in the arena of each thread that asked for it, and gives back no more than the top of one: a process
/// that reads for days with outages in between grows to a multiple of what it uses (<c>malloc_trim(3)</c>, <c>mallopt(3)</c>).
/// </summary>
public static partial class NativeHeap
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly bool IsGlibc = OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out _);

    /// <summary>Begins to give back what is free, every 30 s; elsewhere than on Linux with glibc nothing is done.</summary>
    /// <returns>Ends it when disposed.</returns>
    public static IDisposable BeginTrimming() => new Timer(_ => Trim(), null, IsGlibc ? Every : Timeout.InfiniteTimeSpan, Every);

    /// <summary>Gives whole free pages back to the system.</summary>
    /// <returns>Whether there were any.</returns>
    internal static bool Trim() => IsGlibc && TrimHeap(0) == 1;

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int TrimHeap(nuint keep);
}
