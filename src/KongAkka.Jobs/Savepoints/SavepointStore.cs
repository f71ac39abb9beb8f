using KongAkka.Pipeline;

namespace KongAkka.Jobs.Savepoints;

/// <summary>The savepoints below the folders that jobs have for them. Links are never followed below such a folder.</summary>
/// <param name="roots">The folders; one that is not there holds none.</param>
/// <param name="time">The clock.</param>
public sealed class SavepointStore(IEnumerable<string> roots, TimeProvider time)
{
    private const int MaxDepth = 16;
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0 };

    private readonly List<string> _roots = [.. roots.Select(root => RealPath.Of(SavepointPath.Local(root))).Distinct(StringComparer.Ordinal)];

    /// <summary>The store of some jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    public static SavepointStore Of(IEnumerable<JobStatus> jobs) => new(jobs.Select(j => j.SavepointDirectory).Where(d => d.Length > 0), TimeProvider.System);

    /// <summary>All savepoints, the newest first; those that cannot be used are among them, each with its fault, and come last.</summary>
    public IReadOnlyList<ListedSavepoint> List()
    {
        Dictionary<string, ListedSavepoint> found = new(StringComparer.Ordinal);
        foreach (var root in _roots)
            Walk(root, 0, folder => found[folder] = Look(folder), (folder, fault) => found[folder] = new ListedSavepoint(folder, 0) { Fault = fault });
        return [.. found.Values.OrderByDescending(TakenAt).ThenBy(s => s.Path, StringComparer.Ordinal)];
    }

    /// <summary>Deletes a savepoint.</summary>
    /// <param name="path">Its folder, its file, or either as a <c>file:</c> URI.</param>
    /// <exception cref="SavepointException">It is no sound savepoint of ours below one of the folders, or the system does not let it be deleted; all is as it was.</exception>
    public void Dispose(string path)
    {
        var folder = Folder(path);
        if (!_roots.Any(root => SavepointPath.IsBelow(root, folder)))
            throw Refused(folder, $"it does not lie below a job's savepoint-directory ({string.Join(", ", _roots)})");
        if (SavepointPath.IsLink(folder) || SavepointPath.IsLink(Path.Combine(folder, SavepointPath.MetadataName))) throw Refused(folder, "it is a link");
        var savepoint = SavepointFile.Read(folder);
        Delete(folder, savepoint.JobId);
    }

    /// <summary>Removes what is left of savepoints that a crash kept from being written or deleted, once it is a day old. What cannot be removed stays.</summary>
    public void Clear()
    {
        foreach (var root in _roots) Clear(root, 0);
    }

    private static ListedSavepoint Look(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, SavepointPath.MetadataName));
        var listed = new ListedSavepoint(folder, file.Exists ? file.Length : 0);
        try
        {
            return listed with { Savepoint = StoredSavepoint.Read(folder) };
        }
        catch (SavepointException e)
        {
            return listed with { Fault = e.Message };
        }
    }

    private static void Walk(string folder, int depth, Action<string> found, Action<string, string> unreadable)
    {
        try
        {
            foreach (var inner in Folders(folder))
            {
                var name = Path.GetFileName(inner);
                if (SavepointName.IsTemporary(name)) continue;
                if (SavepointName.IsOne(name) || File.Exists(Path.Combine(inner, SavepointPath.MetadataName))) found(inner);
                else if (depth < MaxDepth) Walk(inner, depth + 1, found, unreadable);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unreadable(folder, $"Folder {folder} cannot be read: {e.Message} Let the service's user read it.");
        }
    }

    private void Clear(string folder, int depth)
    {
        try
        {
            foreach (var inner in Folders(folder))
            {
                var name = Path.GetFileName(inner);
                if (SavepointName.IsTemporary(name) && time.GetUtcNow() - Directory.GetLastWriteTimeUtc(inner) > LeftoverAge) Directory.Delete(inner, recursive: true);
                else if (!SavepointName.IsTemporary(name) && !SavepointName.IsOne(name) && depth < MaxDepth) Clear(inner, depth + 1);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way, and the next time comes.
        }
    }

    /// <summary>Under a temporary name first, so that no half one is ever offered.</summary>
    private static void Delete(string folder, string jobId)
    {
        if (Directory.EnumerateFileSystemEntries(folder, "*", All).Any(entry => Path.GetFileName(entry) != SavepointPath.MetadataName)) throw Refused(folder, "other files lie in it");
        var parent = Path.GetDirectoryName(folder)!;
        var temporary = Path.Combine(parent, SavepointName.Temporary(SavepointName.Draw(jobId)));
        try
        {
            Directory.Move(folder, temporary);
            FolderSync.Sync(parent);
            File.Delete(Path.Combine(temporary, SavepointPath.MetadataName));
            Directory.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SavepointException(SavepointFault.NotDisposed, $"Savepoint {folder} could not be deleted: {e.Message}", "Let the service's user write to the folder that it lies in.", e);
        }
    }

    private static string Folder(string path)
    {
        var local = Path.TrimEndingDirectorySeparator(SavepointPath.Local(path));
        if (Path.GetFileName(local) == SavepointPath.MetadataName && !Directory.Exists(local)) local = Path.GetDirectoryName(local)!;
        return Path.GetDirectoryName(local) is { } parent ? Path.Combine(RealPath.Of(parent), Path.GetFileName(local)) : local;
    }

    private static IEnumerable<string> Folders(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "*", All).Where(inner => !SavepointPath.IsLink(inner)) : [];

    private static DateTimeOffset? TakenAt(ListedSavepoint listed) => (listed.Savepoint as StoredSavepoint.OfKongAkka)?.Savepoint.TakenAt;

    private static SavepointException Refused(string folder, string why) =>
        new(SavepointFault.NotDisposed, $"{folder} is not deleted: {why}.", "Give a savepoint that kongakka savepoint list shows; anything else is yours to delete.");
}
