using System.Security.Cryptography;
using KongAkka.Pipeline.Consuming.JavaClient;

namespace KongAkka.Pipeline.Consuming;

/// <summary>
/// The files that the properties of a Kafka client name. librdkafka reads them when a client is made and never again, so that one that was replaced, as
/// certificates and passwords are when they are rotated, needs a new client. Not thread-safe.
/// </summary>
internal sealed class ClientFiles
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly string[] _paths;
    private readonly TimeProvider _time;
    private string[] _contents;
    private long _looked;

    /// <summary>Reads the files as they are; to be made before the client, so that nothing that is replaced meanwhile goes unnoticed.</summary>
    /// <param name="properties">The properties, by librdkafka's names or by those of the Java client.</param>
    /// <param name="time">The clock.</param>
    public ClientFiles(IReadOnlyDictionary<string, string> properties, TimeProvider time)
    {
        _paths = [.. PathsIn(properties).Distinct(StringComparer.Ordinal)];
        _time = time;
        _contents = Read();
        _looked = time.GetTimestamp();
    }

    /// <summary>Looks at the files, at most every 10 s.</summary>
    /// <returns>Whether the content of one is another than at the last look; each change is told once.</returns>
    public bool WereReplaced()
    {
        if (_paths.Length == 0 || _time.GetElapsedTime(_looked) < LookEvery) return false;
        _looked = _time.GetTimestamp();
        var contents = Read();
        var isOther = !contents.AsSpan().SequenceEqual(_contents);
        _contents = contents;
        return isOther;
    }

    /// <summary>Whether properties name any.</summary>
    /// <param name="properties">The properties.</param>
    public static bool AreNamed(IReadOnlyDictionary<string, string> properties) => PathsIn(properties).Any();

    private static IEnumerable<string> PathsIn(IReadOnlyDictionary<string, string> properties) =>
        properties.Where(p => NamesFile(p.Key)).Select(p => p.Value).Concat(DirectoryValues.FilesOf(properties));

    private static bool NamesFile(string key) => key.EndsWith(".location", StringComparison.Ordinal) || key.EndsWith(".file", StringComparison.Ordinal);

    private string[] Read() => Array.ConvertAll(_paths, Digest);

    // The content and not its time: a mounted secret is replaced by turning a link, which leaves the link's own time as it is.
    private static string Digest(string path)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(SecretFile.ReadBytes(path)));
        }
        catch (IOException)
        {
            // A folder, which OpenSSL looks into at each handshake, or a file that is missing while it is replaced.
            return "";
        }
    }
}
