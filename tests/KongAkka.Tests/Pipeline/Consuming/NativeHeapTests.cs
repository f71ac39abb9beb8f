using System.Diagnostics;
using System.Runtime.InteropServices;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed unsafe class NativeHeapTests
{
    // Below the size from which glibc asks the system for each block by itself.
    private const int BlockBytes = 64 * 1024;
    private const int Blocks = 2048;

    [Fact]
    public void Free_pages_between_blocks_in_use_are_given_back()
    {
        if (!OperatingSystem.IsLinux()) return;
        var blocks = new nint[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            blocks[i] = (nint)NativeMemory.Alloc(BlockBytes);
            NativeMemory.Fill((void*)blocks[i], BlockBytes, 1);
        }

        // Every second one stays, so that the heap has no free top.
        for (var i = 0; i < Blocks; i += 2) NativeMemory.Free((void*)blocks[i]);
        var before = Resident();
        Assert.True(NativeHeap.Trim());
        var freed = before - Resident();
        for (var i = 1; i < Blocks; i += 2) NativeMemory.Free((void*)blocks[i]);
        Assert.True(freed > BlockBytes * (Blocks / 8), $"{freed} bytes");
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
