using KongAkka.Pipeline;

namespace KongAkka.Jobs.Savepoints;

/// <summary>
/// A savepoint on the disk, <c>savepoint-xxxxxx-xxxxxxxxxxxx/_metadata</c>: written beside under a temporary name, made durable, then renamed, so that no half one is ever offered.
/// </summary>
public static class SavepointFile
{
    /// <summary>The most bytes that a savepoint's file may have; ten thousand partitions need half of it.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Writes a savepoint; when it returns it outlives a crash of the machine.</summary>
    /// <param name="directory">The folder that savepoints lie in; made when it is not there.</param>
    /// <param name="savepoint">The savepoint.</param>
    /// <returns>The full path of the savepoint's folder.</returns>
    /// <exception cref="SavepointException">It could not be written; nothing is left of it.</exception>
    public static string Write(string directory, Savepoint savepoint)
    {
        var content = SavepointText.Write(savepoint);
        var parent = SavepointPath.Local(directory);
        var temporary = Path.Combine(parent, SavepointName.Temporary(savepoint.Id));
        var final = Path.Combine(parent, savepoint.Id);
        CrashPoints.Reach(CrashPoint.BeforeSavepointWrite);
        try
        {
            foreach (var changed in Make(parent)) FolderSync.Sync(changed);
            WriteTemporary(temporary, content);
            CrashPoints.Reach(CrashPoint.AfterSavepointWrite);
            Directory.Move(temporary, final);
            FolderSync.Sync(parent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(temporary);
            throw new SavepointException(
                SavepointFault.NotWritten, $"Savepoint {final} could not be written: {e.Message}", "Make the folder writable or give another one (savepoint-directory), and trigger it again.", e);
        }

        CrashPoints.Reach(CrashPoint.AfterSavepointRename);
        return final;
    }

    /// <summary>Reads a savepoint of ours.</summary>
    /// <param name="path">Its folder, its file, or either as a <c>file:</c> URI.</param>
    /// <exception cref="SavepointException">There is none, or it cannot be used.</exception>
    public static Savepoint Read(string path)
    {
        var file = SavepointPath.Metadata(path);
        return SavepointText.Read(ReadBytes(file, MaxBytes), file);
    }

    /// <summary>The bytes of a savepoint's file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">The most it may have.</param>
    /// <exception cref="SavepointException">It is not there, cannot be read or is too big.</exception>
    internal static byte[] ReadBytes(string file, int most)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            EnsureSize(stream.Length, most, file);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SavepointException(SavepointFault.NotThere, $"There is no savepoint at {file}.", "Give the folder that a savepoint command printed; kongakka savepoint list shows those there are.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SavepointException(SavepointFault.Unreadable, $"{file} cannot be read: {e.Message}", "Let the service's user read it.", e);
        }
    }

    /// <summary>Makes sure that a file is no larger than any savepoint of its kind.</summary>
    /// <param name="bytes">How large it is.</param>
    /// <param name="most">The most it may have.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="SavepointException">It is larger.</exception>
    internal static void EnsureSize(long bytes, int most, string file)
    {
        if (bytes > most)
            throw new SavepointException(SavepointFault.TooBig, $"{file} has {bytes} bytes; no savepoint that can be read here has more than {most}.", "Give a savepoint's folder or its _metadata.");
    }

    private static void WriteTemporary(string temporary, byte[] content)
    {
        Make(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(Path.Combine(temporary, SavepointPath.MetadataName), options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        FolderSync.Sync(temporary);
    }

    private static List<string> Make(string directory)
    {
        List<string> changed = [];
        for (var folder = directory; !Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent; folder = parent) changed.Add(parent);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return changed;
    }

    private static void Forget(string temporary)
    {
        try
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // SavepointStore clears what is left when it is old.
        }
    }
}
