namespace KongAkka.Pipeline.Rejects.Files;

/// <summary>
/// Writes rejected records to files of JSON lines, readable by their owner alone. A full file is followed by the next one; none is ever deleted here. When all of them
/// together have reached their limit nothing more is written until a person has made room.
/// </summary>
public sealed class RejectFile : RejectWriter
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _changedFolders = [];
    private readonly RejectFolder _folder;
    private readonly FileLimits _limits;
    private readonly TimeProvider _time;
    private FileStream? _lockFile;
    private AppendedFile? _file;
    private UnrecoverableException? _lost;
    private long _total;
    private bool _isDirty;

    /// <summary>Makes a writer; no file yet.</summary>
    /// <param name="settings">The folder and the limits.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="time">The clock that names full files; the system's by default.</param>
    public RejectFile(RejectSettings settings, string job, TimeProvider? time = null)
    {
        _folder = new RejectFolder(settings.Directory, job);
        _limits = new FileLimits(settings.MaxFileSize, settings.MaxSize);
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<RejectedRecord> rejected)
    {
        var lines = RejectLine.Format(rejected);
        lock (_lock)
        {
            if (_lost is not null) throw _lost;
            try
            {
                Append(Reopened(), lines);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Close();
                throw Unwritable(e);
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask FlushAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_lost is not null) throw _lost;
            // Disks take their time: not on a thread of the graph.
            return _isDirty ? new ValueTask(Task.Run(Sync, cancellation)) : ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_lock)
        {
            Close();
            _lockFile?.Dispose();
        }

        base.Dispose();
    }

    private void Append(AppendedFile file, ReadOnlySpan<byte> lines)
    {
        if (!_limits.HasRoom(_total, lines.Length)) _total = _folder.All().Sum(f => f.Bytes);
        if (!_limits.HasRoom(_total, lines.Length)) throw NoRoom(lines.Length);
        _isDirty = true;
        var taken = 0;
        while (taken < lines.Length)
        {
            var line = lines[taken..].IndexOf((byte)'\n') + 1;
            if (_limits.IsFull(file.Length + taken, line))
            {
                TakeTo(file, lines[..taken]);
                lines = lines[taken..];
                taken = 0;
                file = Rotated(file);
            }

            taken += line;
        }

        TakeTo(file, lines);
    }

    private void TakeTo(AppendedFile file, ReadOnlySpan<byte> lines)
    {
        file.Append(lines);
        _total += lines.Length;
    }

    /// <summary>The open file; opened anew when somebody has deleted or moved it.</summary>
    private AppendedFile Reopened()
    {
        if (_file is not null && File.Exists(_folder.Current)) return _file;
        Close();
        _changedFolders.UnionWith(_folder.Make());
        _lockFile ??= Locked();
        _file = AppendedFile.Open(_folder.Current);
        _total = _folder.All().Sum(f => f.Bytes);
        return _file;
    }

    private FileStream Locked()
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(_folder.LockFile, options);
        }
        catch (IOException e)
        {
            throw new RejectException(
                $"Rejected records cannot be written to {_folder.Directory}, for {_folder.LockFile} cannot be had alone: {e.Message}",
                "Where another process runs a job of the same name, give one of them another rejects.directory; until then the job waits.", e);
        }
    }

    private AppendedFile Rotated(AppendedFile full)
    {
        Guarded(full.Sync);
        Close();
        File.Move(_folder.Current, _folder.NextOlder(_time.GetUtcNow()));
        return Reopened();
    }

    private void Sync()
    {
        lock (_lock)
        {
            if (_lost is not null) throw _lost;
            if (!_isDirty) return;
            try
            {
                var file = Reopened();
                Guarded(() =>
                {
                    file.Sync();
                    foreach (var folder in _changedFolders) FolderSync.Sync(folder);
                });
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Close();
                throw Unwritable(e);
            }

            _changedFolders.Clear();
            _isDirty = false;
        }
    }

    /// <summary>After a failed fsync the system has forgotten what it could not write, and the next one would succeed without it: only reading the source again mends that.</summary>
    private void Guarded(Action sync)
    {
        try
        {
            sync();
        }
        catch (IOException e)
        {
            _lost = new UnrecoverableException(
                $"Rejected records may be missing from {_folder.Current}, for the disk did not take them: {e.Message}",
                "Mend the disk, or name a folder on another with rejects.directory, and start the job again.", e);
            throw _lost;
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private RejectException Unwritable(Exception cause) => new(
        $"Rejected records cannot be written to {_folder.Current}: {cause.Message}",
        "Free space on its disk and let the service's user write there, or name another folder with rejects.directory; until then the job waits.", cause);

    private RejectException NoRoom(long bytes) => new(
        $"The rejected records in {_folder.Directory} have reached their limit: {_total} bytes are there, {bytes} more would exceed rejects.max-size = {_limits.MaxSize}.",
        $"Move or delete the older of the job's files ({Path.GetFileNameWithoutExtension(_folder.Current)}.*.jsonl) or raise rejects.max-size; until then the job waits.");
}
