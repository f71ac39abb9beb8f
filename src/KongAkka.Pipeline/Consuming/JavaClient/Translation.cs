using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>Properties on their way from the Java client's names to librdkafka's.</summary>
/// <param name="given">The properties as they are given.</param>
internal sealed class Translation(IReadOnlyDictionary<string, string> given)
{
    /// <summary>The properties in librdkafka's words.</summary>
    public Dictionary<string, string> Properties { get; } = [];

    /// <summary>What cannot be said in them.</summary>
    public List<PropertyFault> Faults { get; } = [];

    /// <summary>Puts one that stands for a property of the Java client.</summary>
    /// <param name="name">librdkafka's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="of">The Java client's property.</param>
    public void Put(string name, string value, string of)
    {
        if (given.ContainsKey(name) && name != of) Faults.Add(new PropertyFault(of, $"It says the same as {name}.", "Leave out one of them."));
        else Properties[name] = value;
    }

    /// <summary>Why no client can be made; null when one can.</summary>
    /// <param name="whose">The section that they stand in.</param>
    /// <param name="others">What else is wrong with them.</param>
    public Exception? Obstacle(string whose, params IReadOnlyCollection<string> others)
    {
        if (Faults.Count + others.Count == 0) return null;
        var all = Faults.Select(f => $"{f.Key}: {f.What} {f.Remedy}").Concat(others).Order(StringComparer.Ordinal);
        var text = $"{whose}: {string.Join("; ", all).TrimEnd('.')}.";
        // Files were whole when the configuration was read: one that is being replaced will be whole again.
        return others.Count == 0 && Faults.All(f => f.IsInFile)
            ? new KafkaException(new Error(ErrorCode.Local_Authentication, text))
            : new UnrecoverableException(text, "Correct or remove them.");
    }
}
