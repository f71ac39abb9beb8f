using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>Reads <c>source.properties</c>: names with dots, quoted or not, for librdkafka.</summary>
internal static class KafkaProperties
{
    private const string NotNeeded = "Leave it out: librdkafka does not need it.";
    private const string SetByService = "Leave it out: the service sets it itself.";

    /// <summary>Why a name cannot be used, with what to do instead. The Java client's names first, then those that the service sets itself.</summary>
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["ssl.truststore.location"] = "It belongs to the Java client: convert the trust store to PEM and set ssl.ca.location.",
        ["ssl.truststore.password"] = "It belongs to the Java client: a PEM file in ssl.ca.location needs none.",
        ["ssl.truststore.type"] = "It belongs to the Java client: ssl.ca.location takes PEM.",
        ["ssl.truststore.certificates"] = "It belongs to the Java client: set ssl.ca.pem.",
        ["ssl.keystore.type"] = "It belongs to the Java client: ssl.keystore.location takes PKCS#12; for PEM set ssl.certificate.location and ssl.key.location.",
        ["ssl.keystore.key"] = "It belongs to the Java client: set ssl.key.pem.",
        ["ssl.keystore.certificate.chain"] = "It belongs to the Java client: set ssl.certificate.pem.",
        ["ssl.protocol"] = "It belongs to the Java client. " + NotNeeded,
        ["ssl.enabled.protocols"] = "It belongs to the Java client. " + NotNeeded,
        ["ssl.trustmanager.algorithm"] = "It belongs to the Java client. " + NotNeeded,
        ["ssl.keymanager.algorithm"] = "It belongs to the Java client. " + NotNeeded,
        ["sasl.jaas.config"] = "It belongs to the Java client: set sasl.username and sasl.password (sasl.kerberos.* for Kerberos).",
        ["sasl.login.callback.handler.class"] = "It belongs to the Java client: for OAUTHBEARER set sasl.oauthbearer.method = oidc and sasl.oauthbearer.*.",
        ["sasl.login.class"] = "It belongs to the Java client. " + NotNeeded,
        ["sasl.client.callback.handler.class"] = "It belongs to the Java client. " + NotNeeded,
        ["key.deserializer"] = "It belongs to the Java client. " + NotNeeded,
        ["value.deserializer"] = "It belongs to the Java client. " + NotNeeded,
        ["interceptor.classes"] = "It belongs to the Java client. " + NotNeeded,
        ["metric.reporters"] = "It belongs to the Java client. " + NotNeeded,
        ["max.poll.records"] = "It belongs to the Java client: queued.min.messages and queued.max.messages.kbytes bound what is fetched ahead.",
        ["fetch.max.wait.ms"] = "It belongs to the Java client: set fetch.wait.max.ms.",
        ["request.timeout.ms"] = "It belongs to the Java client: set socket.timeout.ms.",
        ["default.api.timeout.ms"] = "It belongs to the Java client: set socket.timeout.ms.",
        ["receive.buffer.bytes"] = "It belongs to the Java client: set socket.receive.buffer.bytes.",
        ["send.buffer.bytes"] = "It belongs to the Java client: set socket.send.buffer.bytes.",
        ["socket.connection.setup.timeout.max.ms"] = "It belongs to the Java client: set socket.connection.setup.timeout.ms.",
        ["exclude.internal.topics"] = "It belongs to the Java client. " + NotNeeded,
        ["partition.discovery.interval.ms"] = "It belongs to Flink. " + NotNeeded,
        ["bootstrap.servers"] = "Set source.bootstrap-servers.",
        ["metadata.broker.list"] = "Set source.bootstrap-servers.",
        ["group.id"] = "Set source.group-id.",
        ["enable.auto.commit"] = SetByService,
        ["auto.commit.interval.ms"] = SetByService,
        ["enable.auto.offset.store"] = SetByService,
        ["enable.partition.eof"] = SetByService,
        ["isolation.level"] = "Leave it out: only committed records are read.",
    };

    /// <summary>Reads the properties.</summary>
    /// <param name="source">The section <c>source</c>.</param>
    public static IReadOnlyDictionary<string, string> Read(ConfigurationSection source)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = source.Section("properties");
        foreach (var (name, value) in Flatten(source.Object("properties"), "", []))
        {
            section.Ignore(name.Split('.')[0]);
            section.Ignore(name);
            if (Check(name, value) is { } remedy) section.Fault(name, value.Origin, "This property cannot be set here.", remedy);
            else properties[name] = ((HoconScalar)value).Text;
        }

        return properties;
    }

    private static Dictionary<string, HoconValue> Flatten(HoconObject properties, string prefix, Dictionary<string, HoconValue> flat)
    {
        foreach (var (key, value) in properties.Fields)
        {
            if (value is HoconObject inner) Flatten(inner, $"{prefix}{key}.", flat);
            else flat[prefix + key] = value;
        }

        return flat;
    }

    private static string? Check(string name, HoconValue value) => (name, value) switch
    {
        (_, not HoconScalar { IsNull: false }) => $"Write {name} = value with a single value.",
        ("auto.offset.reset", HoconScalar { Text: not ("earliest" or "latest" or "none") }) => "Write auto.offset.reset = earliest | latest | none.",
        _ => Refused.GetValueOrDefault(name),
    };
}
