namespace KongAkka.Jobs.Savepoints;

/// <summary>Where a path leads once all links in it are followed.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path without links; what is not there stays as it is written.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="SavepointException">Its links lead in a circle.</exception>
    public static string Of(string path)
    {
        for (var links = 0; links < MaxLinks; links++)
        {
            if (FirstLink(path) is not { } link) return path;
            var target = new FileInfo(link).LinkTarget!;
            path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link)!, target) + path[link.Length..]);
        }

        throw new SavepointException(SavepointFault.Unreadable, $"The links in {path} lead in a circle.", "Give the folder itself.");
    }

    private static string? FirstLink(string path)
    {
        string? first = null;
        for (var at = path; Path.GetDirectoryName(at) is { } parent; at = parent)
            if (SavepointPath.IsLink(at)) first = at;
        return first;
    }
}
