using System.Text.RegularExpressions;

namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>
/// Values that stand in files, written <c>${directory:FOLDER:FILE}</c> as Kafka's <c>DirectoryConfigProvider</c> has it (KIP-297, KIP-421); here without naming it in
/// <c>config.providers</c>. The line's end behind the value is left out.
/// </summary>
internal static partial class DirectoryValues
{
    private const string Remedy = "Put the value alone into a file, and write ${directory:FOLDER:FILE} in quotes.";

    /// <summary>The files that values name.</summary>
    /// <param name="properties">The properties as they are given.</param>
    public static IEnumerable<string> FilesOf(IReadOnlyDictionary<string, string> properties) =>
        properties.Values.SelectMany(value => Reference().Matches(value)).Where(IsDirectory).Select(FileOf);

    /// <summary>Puts the files' content in place of what names them.</summary>
    /// <param name="properties">The properties as they are given.</param>
    /// <param name="faults">Takes what cannot be read.</param>
    public static IReadOnlyDictionary<string, string> Resolve(IReadOnlyDictionary<string, string> properties, List<PropertyFault> faults)
    {
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in properties)
        {
            if (key.StartsWith("config.providers", StringComparison.Ordinal)) faults.Add(new PropertyFault(key, "Providers are not loaded here.", $"Leave it out. {Remedy}"));
            else resolved[key] = Reference().Replace(value, reference => ValueOf(key, value, reference, faults));
        }

        return resolved;
    }

    private static string ValueOf(string key, string within, Match reference, List<PropertyFault> faults)
    {
        if (!IsDirectory(reference))
        {
            faults.Add(new PropertyFault(key, $"Values of the provider {reference.Groups["provider"].Value} are not read here.", Remedy));
            return "";
        }

        try
        {
            var value = SecretFile.Read(FileOf(reference));
            // A login's options stand in quotes there; a whole line from a file has its own.
            return key == JaasLogin.Key && reference.Length < within.Trim().Length ? value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) : value;
        }
        catch (IOException e)
        {
            faults.Add(new PropertyFault(key, e.Message, "Name a file that the service may read and that holds the value alone.", IsInFile: true));
            return "";
        }
    }

    private static bool IsDirectory(Match reference) => reference.Groups["provider"].Value == "directory";

    private static string FileOf(Match reference) => Path.Combine(reference.Groups["folder"].Value, reference.Groups["file"].Value);

    [GeneratedRegex(@"\$\{(?<provider>directory|file|env|secretManager):(?:(?<folder>[^}]*?):)?(?<file>[^}:]*)\}")]
    private static partial Regex Reference();
}
