namespace KongAkka.Sandbox.Running;

/// <summary>The folder that holds all that a sandbox writes. A temporary one is removed when disposed.</summary>
internal sealed class DataFolder : IDisposable
{
    private const int Removals = 200;
    private static readonly TimeSpan PauseBetweenRemovals = TimeSpan.FromMilliseconds(10);

    private readonly bool _isTemporary;

    private DataFolder(string path, bool isTemporary)
    {
        Path = path;
        _isTemporary = isTemporary;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder, made if it is not there; null for a new temporary one.</param>
    /// <exception cref="SandboxException">It cannot be made.</exception>
    public static DataFolder Open(string? path)
    {
        if (path is null) return new DataFolder(Directory.CreateTempSubdirectory("kongakka-sandbox-").FullName, isTemporary: true);
        try
        {
            return new DataFolder(Directory.CreateDirectory(path).FullName, isTemporary: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"--data {path}: {e.Message}", ExitCodes.WrongCall, e);
        }
    }

    /// <summary>The path of something in the folder.</summary>
    /// <param name="name">Its name.</param>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The path of a database that knows the embedded servers of one start only: what an earlier start left of it is removed.</summary>
    /// <param name="name">Its name.</param>
    public string PathOfNewDatabase(string name)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(PathOf(name + suffix));
        return PathOf(name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isTemporary) return;
        // An abrupt end removes the folder while the service still writes into it: under another name it is out of the writers' reach,
        // and what was on its way into it, or makes it anew, is met by the next removal.
        var removed = Path + "-removed";
        for (var left = Removals; left > 0 && IsThere(); left--)
        {
            try
            {
                if (!Directory.Exists(removed)) Directory.Move(Path, removed);
                Directory.Delete(removed, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(PauseBetweenRemovals);
            }
        }

        if (IsThere()) Console.Error.WriteLine($"The temporary folder {Path} could not be removed.");

        bool IsThere() => Directory.Exists(Path) || Directory.Exists(removed);
    }
}
