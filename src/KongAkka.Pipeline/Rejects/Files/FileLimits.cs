namespace KongAkka.Pipeline.Rejects.Files;

/// <summary>When a file of rejects is followed by the next one, and when there is no room left.</summary>
/// <param name="MaxFileSize">The most bytes of a file; one that holds a single longer line may have more.</param>
/// <param name="MaxSize">The most bytes of all files together.</param>
internal sealed record FileLimits(long MaxFileSize, long MaxSize)
{
    /// <summary>Whether a line must go into the next file.</summary>
    /// <param name="size">The bytes of the file so far.</param>
    /// <param name="line">The bytes of the line.</param>
    public bool IsFull(long size, long line) => size > 0 && size + line > MaxFileSize;

    /// <summary>Whether lines fit beside what is there.</summary>
    /// <param name="total">The bytes of all files.</param>
    /// <param name="lines">The bytes of the lines.</param>
    public bool HasRoom(long total, long lines) => total + lines <= MaxSize;
}
