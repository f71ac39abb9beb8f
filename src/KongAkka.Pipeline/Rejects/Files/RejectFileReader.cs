using System.Runtime.CompilerServices;
using System.Text;

namespace KongAkka.Pipeline.Rejects.Files;

/// <summary>Reads the rejected records of a job from its files. A job that runs may write meanwhile.</summary>
/// <param name="directory">The folder.</param>
/// <param name="job">The job's name.</param>
public sealed class RejectFileReader(string directory, string job) : RejectReader
{
    private readonly RejectFolder _folder = new(directory, job);

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, long Bytes)> Files => _folder.All();

    /// <inheritdoc/>
    public override async IAsyncEnumerable<RejectedRecord> ReadAsync(
        Action<BrokenReject> onBroken, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (older, current) = Open();
        await using (current)
        {
            foreach (var file in older)
            {
                await using var stream = Open(file);
                await foreach (var record in ReadAsync(file, stream, onBroken, cancellation).ConfigureAwait(false)) yield return record;
            }

            if (current is null) yield break;
            await foreach (var record in ReadAsync(_folder.Current, current, onBroken, cancellation).ConfigureAwait(false)) yield return record;
        }
    }

    /// <summary>The older files and the current one, opened between two looks at the older ones: a file that became full in between would be missed or read twice.</summary>
    private (IReadOnlyList<string> Older, FileStream? Current) Open()
    {
        while (true)
        {
            var older = _folder.Older();
            var current = OpenIfThere(_folder.Current);
            if (_folder.Older().SequenceEqual(older)) return (older, current);
            current?.Dispose();
        }
    }

    private static FileStream? OpenIfThere(string file)
    {
        try
        {
            return Open(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static async IAsyncEnumerable<RejectedRecord> ReadAsync(
        string file, Stream stream, Action<BrokenReject> onBroken, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lines = new StreamReader(stream, Encoding.UTF8);
        for (var number = 1L; await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line; number++)
        {
            if (RejectLine.TryRead(line, out var record)) yield return record;
            else onBroken(new BrokenReject(file, number, "The line is not whole, or no rejected record: its writer was killed, or is at it."));
        }
    }
}
