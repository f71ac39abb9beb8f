namespace KongAkka.Pipeline.Rejects.Files;

/// <summary>A file of lines that is open for more. Others may read it meanwhile. Not thread-safe.</summary>
internal sealed class AppendedFile : IDisposable
{
    private readonly FileStream _stream;

    private AppendedFile(FileStream stream) => _stream = stream;

    /// <summary>Its bytes.</summary>
    public long Length => _stream.Length;

    /// <summary>Opens a file, which is made, for its owner alone, when it is not there. Where a killed process left half a line, the next one begins on a line of its own.</summary>
    /// <param name="path">Its path.</param>
    public static AppendedFile Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        try
        {
            EndHalfLine(stream);
            return new AppendedFile(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Appends lines; all of them or, where the file lets it, none.</summary>
    /// <param name="lines">Whole lines.</param>
    public void Append(ReadOnlySpan<byte> lines)
    {
        if (lines.IsEmpty) return;
        var before = _stream.Position;
        try
        {
            _stream.Write(lines);
        }
        catch (IOException)
        {
            CutTo(before);
            throw;
        }
    }

    /// <summary>Waits until the disk has it.</summary>
    public void Sync() => _stream.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static void EndHalfLine(FileStream stream)
    {
        if (stream.Length == 0) return;
        stream.Seek(-1, SeekOrigin.End);
        if (stream.ReadByte() != '\n') stream.WriteByte((byte)'\n');
    }

    private void CutTo(long length)
    {
        try
        {
            _stream.SetLength(length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The half line stays: who opens the file next begins behind it, and readers skip it.
        }
    }
}
