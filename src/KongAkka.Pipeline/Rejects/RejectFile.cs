using System.Text.Json;

namespace KongAkka.Pipeline.Rejects;

/// <summary>
/// Writes rejected records to a file of JSON lines, <c>{"reason","detail","topic","partition","offset","timestamp","value"}</c>, the value in Base64.
/// The file is made with the first reject, readable by its owner alone.
/// </summary>
public sealed class RejectFile : RejectWriter
{
    private readonly Lock _lock = new();
    private FileStream? _file;

    /// <summary>Makes a writer; no file yet.</summary>
    /// <param name="directory">The folder of reject files; made when missing.</param>
    /// <param name="job">The job's name; the file is <c>job.jsonl</c>.</param>
    public RejectFile(string directory, string job) => Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, job + ".jsonl"));

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<RejectedRecord> rejected)
    {
        lock (_lock)
        {
            _file ??= Open();
            foreach (var record in rejected) WriteLine(_file, record);
            _file.Flush();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_lock) _file?.Dispose();
        base.Dispose();
    }

    private static void WriteLine(FileStream file, RejectedRecord record)
    {
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString("reason", record.Reason);
            json.WriteString("detail", record.Detail);
            json.WriteString("topic", record.Topic);
            json.WriteNumber("partition", record.Partition);
            json.WriteNumber("offset", record.Offset);
            json.WriteNumber("timestamp", record.Timestamp);
            json.WriteBase64String("value", record.Value.Span);
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path, options);
    }
}
