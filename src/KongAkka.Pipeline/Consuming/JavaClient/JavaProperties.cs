using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>
/// Properties of Kafka's Java client, as Flink's jobs have them, in librdkafka's words; those of librdkafka stay as they are.
/// Names and meaning: Kafka's documentation of consumer configurations, and librdkafka's CONFIGURATION.md.
/// </summary>
public static class JavaProperties
{
    private const string OidcHandler = "OAuthBearerLoginCallbackHandler";

    /// <summary>Names that stand for librdkafka's by <see cref="JaasLogin"/> and <see cref="KeyStores"/>, or that the file's content makes needless.</summary>
    private static readonly HashSet<string> Replaced = new(StringComparer.Ordinal)
    {
        JaasLogin.Key, "sasl.login.callback.handler.class",
        "ssl.truststore.location", "ssl.truststore.password", "ssl.truststore.type", "ssl.truststore.certificates",
        "ssl.keystore.location", "ssl.keystore.password", "ssl.keystore.type", "ssl.keystore.key", "ssl.keystore.certificate.chain",
    };

    /// <summary>Names that librdkafka has another word for, with the same meaning and unit.</summary>
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["fetch.max.wait.ms"] = "fetch.wait.max.ms",
        ["receive.buffer.bytes"] = "socket.receive.buffer.bytes",
        ["send.buffer.bytes"] = "socket.send.buffer.bytes",
        ["request.timeout.ms"] = "socket.timeout.ms",
    };

    /// <summary>What is wrong with properties, in the order of their names; empty when nothing is.</summary>
    /// <param name="properties">The properties as they are given.</param>
    public static IReadOnlyList<PropertyFault> Faults(IReadOnlyDictionary<string, string> properties) =>
        [.. Translate(properties).Faults.OrderBy(f => f.Key, StringComparer.Ordinal)];

    /// <summary>The properties for librdkafka.</summary>
    /// <param name="properties">The properties as they are given.</param>
    internal static Translation Translate(IReadOnlyDictionary<string, string> properties)
    {
        var faults = new List<PropertyFault>();
        properties = DirectoryValues.Resolve(properties, faults);
        var translation = new Translation(properties);
        translation.Faults.AddRange(faults);
        foreach (var (key, value) in properties)
        {
            if (Replaced.Contains(key)) continue;
            var (name, said) = Rename(key, value);
            // Where to begin is for the resolver, and never reaches librdkafka.
            var fault = key == ConsumerProperties.OffsetReset ? null : NativeConf.Fault(name, said);
            if (fault is not null) translation.Faults.Add(new PropertyFault(key, $"librdkafka does not take it: {fault}.", "Correct it, or leave it out."));
            else translation.Put(name, said, key);
        }

        JaasLogin.Translate(properties, translation);
        KeyStores.TranslateTrust(properties, translation);
        KeyStores.TranslateKey(properties, translation);
        PemFiles.Check(properties, translation.Faults);
        TranslateHandler(properties, translation);
        FindHalfLogin(translation);
        return translation;
    }

    /// <summary>Whether a client with these properties speaks TLS, without which librdkafka opens no certificates.</summary>
    /// <param name="properties">The properties as they are given.</param>
    internal static bool UseTls(IReadOnlyDictionary<string, string> properties) =>
        properties.GetValueOrDefault("security.protocol")?.EndsWith("SSL", StringComparison.OrdinalIgnoreCase) == true;

    // librdkafka finds out when the client is made, which for rejects is with the first of them.
    private static void FindHalfLogin(Translation translation)
    {
        const string user = "sasl.username", password = "sasl.password";
        if (translation.Properties.ContainsKey(user) == translation.Properties.ContainsKey(password)) return;
        var (there, missing) = translation.Properties.ContainsKey(user) ? (user, password) : (password, user);
        translation.Faults.Add(new PropertyFault(there, $"{missing} is missing beside it.", "Set both."));
    }

    private static (string Name, string Value) Rename(string key, string value) => (key, value) switch
    {
        ("ssl.endpoint.identification.algorithm", "") => (key, "none"),
        _ => (Renamed.GetValueOrDefault(key, key), value),
    };

    private static void TranslateHandler(IReadOnlyDictionary<string, string> properties, Translation translation)
    {
        const string key = "sasl.login.callback.handler.class";
        if (!properties.TryGetValue(key, out var handler)) return;
        if (handler.EndsWith(OidcHandler, StringComparison.Ordinal)) translation.Properties["sasl.oauthbearer.method"] = "oidc";
        else translation.Faults.Add(new PropertyFault(key, "A class of Java cannot run here.", "Leave it out; for OAUTHBEARER set sasl.oauthbearer.method = oidc and sasl.oauthbearer.*."));
    }
}
