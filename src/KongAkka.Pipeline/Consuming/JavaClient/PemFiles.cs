using System.Text;
using System.Text.RegularExpressions;

namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>Looks into PEM files before librdkafka does, which does not tell one that is being replaced from one that was never right.</summary>
internal static partial class PemFiles
{
    /// <summary>The label of a certificate.</summary>
    public const string Certificate = "CERTIFICATE";

    /// <summary>The end of the labels of private keys: PKCS8, encrypted or not, and those of OpenSSL's older kinds.</summary>
    public const string PrivateKey = "PRIVATE KEY";

    private static readonly (string Key, string Label)[] Named =
    [
        ("ssl.ca.location", Certificate), ("ssl.certificate.location", Certificate), ("ssl.key.location", PrivateKey),
    ];

    /// <summary>Looks into the files that librdkafka's own properties name.</summary>
    /// <param name="properties">The properties as they are given.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(IReadOnlyDictionary<string, string> properties, List<PropertyFault> faults)
    {
        if (!JavaProperties.UseTls(properties)) return;
        foreach (var (key, label) in Named)
        {
            // Authorities may be a folder, or the word for the system's own.
            if (!properties.TryGetValue(key, out var path) || label == Certificate && (path == "probe" || Directory.Exists(path))) continue;
            if (KeyStores.Open(key, path, faults) is { } content) Check(key, path, content, [label], faults);
        }
    }

    /// <summary>Looks into one file.</summary>
    /// <param name="key">The property that names it.</param>
    /// <param name="path">Its path.</param>
    /// <param name="content">Its content.</param>
    /// <param name="labels">What it has to hold.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(string key, string path, byte[] content, IEnumerable<string> labels, List<PropertyFault> faults)
    {
        var found = Whole().Matches(Encoding.UTF8.GetString(content)).Select(m => m.Groups["label"].Value).ToArray();
        foreach (var label in labels)
        {
            if (!Array.Exists(found, f => f.EndsWith(label, StringComparison.Ordinal)))
                faults.Add(new PropertyFault(key, $"{path} holds no whole \"-----BEGIN {label}-----\" as PEM.", "Name a whole PEM file.", IsInFile: true));
        }
    }

    // Not .NET's reader of PEM, which passes over keys that OpenSSL encrypted in its older way.
    [GeneratedRegex(@"-----BEGIN (?<label>[^-\r\n]+)-----.*?-----END \k<label>-----", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
