using System.Globalization;

namespace KongAkka.Pipeline.Rejects.Files;

/// <summary>
/// The files of a job's rejects: <c>job.jsonl</c> is written to, <c>job.20260131T235959123Z.jsonl</c> and its like are full. Their names, the time at which each
/// was full, sort by age.
/// </summary>
/// <param name="directory">The folder; need not exist.</param>
/// <param name="job">The job's name.</param>
public sealed class RejectFolder(string directory, string job)
{
    private const string Extension = ".jsonl";
    private const string Stamp = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>The folder's full path.</summary>
    public string Directory { get; } = Path.GetFullPath(directory);

    /// <summary>The file that is written to; need not exist.</summary>
    public string Current => Path.Combine(Directory, job + Extension);

    /// <summary>The file that is open, for itself alone, in the process that writes; empty.</summary>
    public string LockFile => Path.Combine(Directory, $".{job}.lock");

    /// <summary>The full files, oldest first.</summary>
    public IReadOnlyList<string> Older() => System.IO.Directory.Exists(Directory)
        ? [.. System.IO.Directory.EnumerateFiles(Directory, $"{job}.*{Extension}").Where(file => TimeOf(file) is not null).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>All files that are there, oldest first, with their bytes.</summary>
    public IReadOnlyList<(string File, long Bytes)> All() =>
        [.. Older().Append(Current).Select(file => new FileInfo(file)).Where(info => info.Exists).Select(info => (info.FullName, info.Length))];

    /// <summary>The name that the current file gets when it is full; behind the names that are there, whatever the clock says.</summary>
    /// <param name="now">The time.</param>
    public string NextOlder(DateTimeOffset now)
    {
        var time = now.UtcDateTime;
        if (Older() is [.., var newest] && TimeOf(newest) is { } last && string.CompareOrdinal(NameOf(time), NameOf(last)) <= 0) time = last.AddMilliseconds(1);
        return Path.Combine(Directory, NameOf(time));
    }

    /// <summary>Makes the folder, for its owner alone, when it is not there.</summary>
    /// <returns>The folders whose entries may have changed, this one first.</returns>
    public IReadOnlyList<string> Make()
    {
        List<string> changed = [Directory];
        for (var folder = Directory; !System.IO.Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent; folder = parent) changed.Add(parent);
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(Directory);
        else System.IO.Directory.CreateDirectory(Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return changed;
    }

    private string NameOf(DateTime time) => $"{job}.{time.ToString(Stamp, CultureInfo.InvariantCulture)}{Extension}";

    private DateTime? TimeOf(string file)
    {
        var name = Path.GetFileName(file);
        var stamp = name.Length > job.Length + 1 + Extension.Length ? name[(job.Length + 1)..^Extension.Length] : "";
        return DateTime.TryParseExact(stamp, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }
}
