using System.Runtime.InteropServices;

namespace KongAkka.Pipeline;

/// <summary>Makes the entries of a folder outlive a crash of the machine, which .NET does not offer.</summary>
public static partial class FolderSync
{
    private const int ReadOnly = 0;
    private const int NotSupported = 22;

    /// <summary>Waits until the disk has the folder's entries. Does nothing on Windows, and where the file system has no such thing.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Open(directory, ReadOnly);
        if (folder < 0) throw Fault(directory);
        try
        {
            if (Fsync(folder) != 0 && Marshal.GetLastPInvokeError() != NotSupported) throw Fault(directory);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static IOException Fault(string directory) => new($"{Marshal.GetLastPInvokeErrorMessage()} : '{directory}'");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
