using KongAkka.Pipeline.Consuming.JavaClient;
using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the properties of a Kafka client: names with dots, quoted or not, librdkafka's and those of the Java client.</summary>
internal static class KafkaProperties
{
    private const string NotNeeded = "Leave it out: librdkafka does not need it.";
    private const string OfJava = "It belongs to the Java client. " + NotNeeded;
    private const string OfFlink = "It belongs to Flink. " + NotNeeded;
    private const string SetByService = "Leave it out: the service sets it itself.";

    /// <summary>What the service sets itself for a source.</summary>
    public static IReadOnlyDictionary<string, string> OfSource { get; } = new Dictionary<string, string>
    {
        ["bootstrap.servers"] = "Set source.bootstrap-servers.",
        ["metadata.broker.list"] = "Set source.bootstrap-servers.",
        ["group.id"] = "Set source.group-id.",
        ["enable.auto.commit"] = SetByService,
        ["auto.commit.interval.ms"] = SetByService,
        ["enable.auto.offset.store"] = SetByService,
        ["enable.partition.eof"] = SetByService,
        ["isolation.level"] = "Leave it out: only committed records are read.",
    };

    /// <summary>What the service sets itself for rejects.</summary>
    public static IReadOnlyDictionary<string, string> OfRejects { get; } = new Dictionary<string, string>
    {
        ["bootstrap.servers"] = "Set rejects.bootstrap-servers.",
        ["metadata.broker.list"] = "Set rejects.bootstrap-servers.",
        ["acks"] = SetByService,
        ["request.required.acks"] = SetByService,
        ["enable.idempotence"] = SetByService,
        ["transactional.id"] = "Leave it out: rejects are not written in transactions.",
        ["auto.offset.reset"] = "Leave it out: rejects are read from their first.",
        ["group.id"] = "Leave it out: rejects are read without a group.",
        ["enable.auto.commit"] = SetByService,
        ["enable.auto.offset.store"] = SetByService,
        ["enable.partition.eof"] = SetByService,
        ["isolation.level"] = "Leave it out: only committed records are read.",
    };

    /// <summary>Why a name of other clients cannot be used, with what to do instead.</summary>
    private static readonly Dictionary<string, string> OfOthers = new(StringComparer.Ordinal)
    {
        ["ssl.protocol"] = OfJava,
        ["ssl.enabled.protocols"] = OfJava,
        ["ssl.provider"] = OfJava,
        ["ssl.engine.factory.class"] = OfJava,
        ["ssl.secure.random.implementation"] = OfJava,
        ["ssl.trustmanager.algorithm"] = OfJava,
        ["ssl.keymanager.algorithm"] = OfJava,
        ["security.providers"] = OfJava,
        ["sasl.login.class"] = OfJava,
        ["sasl.client.callback.handler.class"] = OfJava,
        ["sasl.login.refresh.window.factor"] = OfJava,
        ["sasl.login.refresh.window.jitter"] = OfJava,
        ["sasl.login.refresh.min.period.seconds"] = OfJava,
        ["sasl.login.refresh.buffer.seconds"] = OfJava,
        ["key.deserializer"] = OfJava,
        ["value.deserializer"] = OfJava,
        ["key.serializer"] = OfJava,
        ["value.serializer"] = OfJava,
        ["interceptor.classes"] = OfJava,
        ["metric.reporters"] = OfJava,
        ["auto.include.jmx.reporter"] = OfJava,
        ["max.poll.records"] = "It belongs to the Java client: queued.min.messages and queued.max.messages.kbytes bound what is fetched ahead.",
        ["default.api.timeout.ms"] = "It belongs to the Java client: set socket.timeout.ms.",
        ["socket.connection.setup.timeout.max.ms"] = "It belongs to the Java client: set socket.connection.setup.timeout.ms.",
        ["exclude.internal.topics"] = OfJava,
        ["client.id.prefix"] = "It belongs to Flink: set client.id.",
        ["partition.discovery.interval.ms"] = OfFlink,
        ["register.consumer.metrics"] = OfFlink,
        ["commit.offsets.on.checkpoint"] = "It belongs to Flink: offsets are committed for lag monitors at all times.",
    };

    /// <summary>Reads the properties.</summary>
    /// <param name="owner">The section that has a section <c>properties</c>.</param>
    /// <param name="refused">Names that cannot be used there, with what to do instead.</param>
    /// <param name="complete">Adds what holds beside those that are given; nothing by default.</param>
    public static IReadOnlyDictionary<string, string> Read(
        ConfigurationSection owner, IReadOnlyDictionary<string, string> refused, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>>? complete = null)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = owner.Section("properties");
        var flat = Flatten(owner.Object("properties"), "", []);
        foreach (var (name, value) in flat)
        {
            section.Ignore(name.Split('.')[0]);
            section.Ignore(name);
            if (Check(name, value, refused) is { } remedy) section.Fault(name, value.Origin, "This property cannot be set here.", remedy);
            else properties[name] = ((HoconScalar)value).Text;
        }

        var all = complete is null ? properties : complete(properties);
        foreach (var fault in JavaProperties.Faults(all))
            if (flat.TryGetValue(fault.Key, out var value)) section.Fault(fault.Key, value.Origin, fault.What, fault.Remedy);
        return all;
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

    private static string? Check(string name, HoconValue value, IReadOnlyDictionary<string, string> refused) => (name, value) switch
    {
        (_, not HoconScalar { IsNull: false }) => $"Write {name} = value with a single value.",
        _ when refused.TryGetValue(name, out var remedy) => remedy,
        ("auto.offset.reset", HoconScalar { Text: not ("earliest" or "latest" or "none") }) => "Write auto.offset.reset = earliest | latest | none.",
        // Names of Java's, of which librdkafka finds out when a client is made.
        ("ssl.cipher.suites", HoconScalar { Text: var ciphers }) when ciphers.Contains("TLS_", StringComparison.Ordinal) => "Write OpenSSL's names of the ciphers, or leave it out for OpenSSL's own choice.",
        ("partition.assignment.strategy", HoconScalar { Text: var strategy }) when strategy.Contains('.', StringComparison.Ordinal) => "Leave it out: the partitions are not shared out by Kafka.",
        _ => OfOthers.GetValueOrDefault(name),
    };
}
