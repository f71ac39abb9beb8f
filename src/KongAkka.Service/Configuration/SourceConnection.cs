using KongAkka.Pipeline.Consuming;

namespace KongAkka.Service.Configuration;

/// <summary>What it takes to connect to a source's cluster, for the topic of rejects on the same brokers. Pure.</summary>
internal static class SourceConnection
{
    /// <summary>Beginnings of names that are about one thing, in the words of the Java client and of librdkafka: who gives one of them takes none of the source's.</summary>
    private static readonly string[][] Things =
    [
        ["sasl.mechanism"],
        ["sasl.jaas.config", "sasl.username", "sasl.password", "sasl.oauthbearer."],
        ["ssl.truststore.", "ssl.ca."],
        ["https.ca."],
        ["ssl.keystore.", "ssl.key.", "ssl.certificate."],
    ];

    /// <summary>Puts the source's properties under those of rejects.</summary>
    /// <param name="own">Those of rejects, which win.</param>
    /// <param name="source">Those of the source.</param>
    public static Dictionary<string, string> Under(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> source)
    {
        var all = ConnectingProperties.In(source);
        foreach (var thing in Things.Where(thing => own.Keys.Any(key => IsAbout(thing, key))))
            foreach (var key in all.Keys.Where(key => IsAbout(thing, key)).ToArray()) all.Remove(key);
        foreach (var (key, value) in own) all[key] = value;
        return all;
    }

    // Where tokens come from is the same for all who log in.
    private static bool IsAbout(string[] thing, string key) => key != "sasl.oauthbearer.token.endpoint.url" && Array.Exists(thing, beginning => key.StartsWith(beginning, StringComparison.Ordinal));
}
