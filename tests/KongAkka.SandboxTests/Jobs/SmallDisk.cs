using System.Diagnostics;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>A disk of its own of a few MiB, in memory, which can be filled; to be had by root alone.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> Available = new(TryOne);

    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Whether this machine lets the tests have one.</summary>
    public static bool IsAvailable => Available.Value;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    public static SmallDisk Mount()
    {
        var folder = Directory.CreateTempSubdirectory("kongakka-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder)) return new SmallDisk(folder);
        Directory.Delete(folder);
        throw new InvalidOperationException("A small disk cannot be mounted.");
    }

    /// <summary>Takes all room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) filler.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        // Lazily: the pool of SQLite's connections may still hold the journal.
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool TryOne()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return false;
        try
        {
            Mount().Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = ProcessGate.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
