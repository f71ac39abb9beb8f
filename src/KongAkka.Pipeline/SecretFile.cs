namespace KongAkka.Pipeline;

/// <summary>A secret that stands in a file of its own, as container platforms mount them. It is read anew for each use, so that it can be replaced at any time.</summary>
public static class SecretFile
{
    /// <summary>Reads the secret: the file's text without the line's end behind it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or holds nothing; the message names the file and never the secret.</exception>
    public static string Read(string path)
    {
        // Reads a byte-order mark away, as editors leave one.
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path)));
        var text = reader.ReadToEnd().TrimEnd('\r', '\n');
        return text.Length > 0 ? text : throw new IOException($"\"{path}\" is empty.");
    }

    /// <summary>Reads a file whose content may be secret.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read; the message names the file.</exception>
    internal static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"\"{path}\" cannot be read: {e.Message}", e);
        }
    }
}
