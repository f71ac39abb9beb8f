namespace KongAkka.Pipeline.Consuming;

/// <summary>Those properties of a Kafka client that it takes to connect to a cluster; the rest is about reading or writing.</summary>
public static class ConnectingProperties
{
    private static readonly string[] Beginnings = ["security.", "sasl.", "ssl.", "https.", "enable.ssl.", "enable.sasl.", "client.dns.", "broker.address."];

    /// <summary>Picks them.</summary>
    /// <param name="properties">The properties of a client, by librdkafka's names or those of the Java client.</param>
    public static Dictionary<string, string> In(IReadOnlyDictionary<string, string> properties) =>
        new(properties.Where(p => Array.Exists(Beginnings, b => p.Key.StartsWith(b, StringComparison.Ordinal))), StringComparer.Ordinal);
}
