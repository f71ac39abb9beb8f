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
}
