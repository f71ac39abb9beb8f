namespace KongAkka.Service.Configuration;

/// <summary>What it takes to connect to a source's cluster, for the topic of rejects on the same brokers. Pure.</summary>
internal static class SourceConnection
{
    /// <summary>The rest of a source's properties is about reading.</summary>
    private static readonly string[] Connecting = ["security.", "sasl.", "ssl.", "https.", "enable.ssl.", "enable.sasl.", "client.dns.", "broker.address."];

    /// <summary>The Java client's names and librdkafka's for the same thing: who gives the one does not mean the other.</summary>
    private static readonly (string[] Java, string[] Librdkafka)[] Spellings =
    [
        (["sasl.jaas.config"], ["sasl.username", "sasl.password", "sasl.oauthbearer.client."]),
        (["ssl.truststore."], ["ssl.ca."]),
        (["ssl.keystore."], ["ssl.key.", "ssl.certificate."]),
    ];

    /// <summary>Puts the source's properties under those of rejects.</summary>
    /// <param name="own">Those of rejects, which win.</param>
    /// <param name="source">Those of the source.</param>
    public static Dictionary<string, string> Under(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> source)
    {
        var replaced = Spellings.Where(s => Names(own, s.Librdkafka)).SelectMany(s => s.Java)
            .Concat(Spellings.Where(s => Names(own, s.Java)).SelectMany(s => s.Librdkafka))
            .ToArray();
        var all = new Dictionary<string, string>(source.Where(p => Begins(p.Key, Connecting) && !Begins(p.Key, replaced)), StringComparer.Ordinal);
        foreach (var (key, value) in own) all[key] = value;
        return all;
    }

    private static bool Names(IReadOnlyDictionary<string, string> properties, string[] beginnings) => properties.Keys.Any(key => Begins(key, beginnings));

    private static bool Begins(string key, string[] beginnings) => Array.Exists(beginnings, b => key.StartsWith(b, StringComparison.Ordinal));
}
