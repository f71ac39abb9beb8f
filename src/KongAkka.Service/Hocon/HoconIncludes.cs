namespace KongAkka.Service.Hocon;

/// <summary>Finds included files: relative to the folder of the file that includes them.</summary>
/// <param name="warn">Told when an included file that need not be there is not there.</param>
internal sealed class HoconIncludes(Action<string> warn)
{
    private readonly Stack<string> _open = new();

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="HoconException">It cannot be read or is not HOCON.</exception>
    public HoconFields LoadRoot(string file)
    {
        if (Directory.Exists(file)) throw new HoconException(new HoconOrigin(file), "This is a folder.", "Name a file.");
        if (!File.Exists(file)) throw new HoconException(new HoconOrigin(file), "There is no such file.", "Check the path.");
        return Read(Path.GetFullPath(file), file, []);
    }

    /// <summary>Reads an included file.</summary>
    /// <param name="file">The file as the including one names it.</param>
    /// <param name="required">Whether it must be there.</param>
    /// <param name="origin">The place of the include.</param>
    /// <param name="prefix">The path of the object that includes it.</param>
    /// <returns>Its fields, or null when it is not there and need not be.</returns>
    /// <exception cref="HoconException">It is required and not there, cannot be read, includes itself or is not HOCON.</exception>
    public HoconFields? Load(string file, bool required, HoconOrigin origin, IReadOnlyList<string> prefix)
    {
        var folder = _open.TryPeek(out var including) ? Path.GetDirectoryName(including)! : Environment.CurrentDirectory;
        if (file.Length == 0 || file.Contains('\0')) throw new HoconException(origin, "This include names no file.", "Write include \"file\".");
        var full = Path.GetFullPath(file, folder);
        if (_open.Contains(full)) throw new HoconException(origin, $"{file} includes itself.", "Break the circle of includes.");
        if (File.Exists(full)) return Read(full, Path.GetRelativePath(Environment.CurrentDirectory, full), prefix);
        if (required) throw new HoconException(origin, $"The included file {full} does not exist.", "Check the path; it is relative to the file that includes it.");
        warn($"{origin}: the included file {full} does not exist and is left out. Write include required(file(\"{file}\")) to make that an error.");
        return null;
    }

    private HoconFields Read(string full, string shown, IReadOnlyList<string> prefix)
    {
        _open.Push(full);
        try
        {
            return HoconParser.ParseText(File.ReadAllText(full), shown, this, prefix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HoconException(new HoconOrigin(shown), $"The file cannot be read: {e.Message}", "Check its permissions.");
        }
        finally
        {
            _open.Pop();
        }
    }
}
