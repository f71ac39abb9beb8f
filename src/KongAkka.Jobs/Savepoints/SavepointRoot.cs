namespace KongAkka.Jobs.Savepoints;

/// <summary>Keeps savepoints below the folder that a job has for them.</summary>
internal static class SavepointRoot
{
    /// <summary>The folder that a savepoint goes to.</summary>
    /// <param name="root">The job's own.</param>
    /// <param name="asked">The one that is asked for; null for the job's own.</param>
    /// <exception cref="SavepointException">It does not lie below the job's own.</exception>
    public static string Resolve(string root, string? asked)
    {
        var allowed = SavepointPath.Local(root);
        if (string.IsNullOrEmpty(asked)) return allowed;
        var folder = SavepointPath.Local(asked);
        if (folder == allowed || (SavepointPath.IsBelow(allowed, folder) && !LeadsAway(allowed, folder))) return folder;
        throw new SavepointException(
            SavepointFault.NotWritten, $"Folder {folder} does not lie below the job's savepoint-directory, {allowed}.", "Give one below it, or none, or set savepoint-directory and start the service again.");
    }

    /// <summary>A link below the root could lead out of it.</summary>
    private static bool LeadsAway(string root, string folder)
    {
        for (var at = folder; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
            if (SavepointPath.IsLink(at)) return true;
        return false;
    }
}
