namespace KongAkka.Jobs.Savepoints;

/// <summary>Finds a savepoint's file from what a person writes: its folder, the file itself, or either as a <c>file:</c> URI, as Flink prints them.</summary>
internal static class SavepointPath
{
    /// <summary>The file's name, as Flink's.</summary>
    public const string MetadataName = "_metadata";

    /// <summary>The folder that savepoints lie in, or a savepoint, as a full path.</summary>
    /// <param name="path">What was written.</param>
    /// <exception cref="SavepointException">It is no path of this machine.</exception>
    public static string Local(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0')) throw new SavepointException(SavepointFault.NotThere, "The path of the savepoint is empty or holds a NUL.", "Give the savepoint's folder.");
        // Flink prints file:/path, in which .NET sees no URI.
        if (path.StartsWith("file:/", StringComparison.Ordinal) && !path.StartsWith("file://", StringComparison.Ordinal)) path = $"file://{path["file:".Length..]}";
        if (!Uri.TryCreate(path, UriKind.Absolute, out var uri) || !path.Contains(':')) return Path.GetFullPath(path);
        if (uri.IsFile && uri.Host.Length == 0) return Path.GetFullPath(uri.LocalPath);
        if (OperatingSystem.IsWindows() && uri.IsFile) return Path.GetFullPath(path);
        throw new SavepointException(SavepointFault.NotThere, $"{path} is no path of this machine.", "Copy the savepoint's folder to a local one and give that.");
    }

    /// <summary>Whether a path lies below a folder, by their texts alone.</summary>
    /// <param name="root">The folder; a full path.</param>
    /// <param name="path">The path; a full one.</param>
    public static bool IsBelow(string root, string path) => path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether a path is a link.</summary>
    /// <param name="path">The path.</param>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>The file of a savepoint.</summary>
    /// <param name="path">What was written.</param>
    /// <exception cref="SavepointException">It is no path of this machine.</exception>
    public static string Metadata(string path)
    {
        var local = Local(path);
        return Directory.Exists(local) ? Path.Combine(local, MetadataName) : local;
    }
}
