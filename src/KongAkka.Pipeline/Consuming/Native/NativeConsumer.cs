using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>Makes consumers of Confluent.Kafka, whose values are never read through it.</summary>
internal static class NativeConsumer
{
    /// <summary>Makes a consumer; it connects in the background.</summary>
    /// <param name="settings">Its properties.</param>
    /// <param name="configure">Sets its handlers.</param>
    /// <exception cref="UnrecoverableException">librdkafka refuses the properties: two that contradict each other, or a file that is not there.</exception>
    /// <exception cref="KafkaException">A file that a property names cannot be used at present.</exception>
    public static IConsumer<Ignore, Ignore> Build(KafkaSettings settings, Action<ConsumerBuilder<Ignore, Ignore>> configure)
    {
        var builder = new ConsumerBuilder<Ignore, Ignore>(ConsumerProperties.For(settings));
        configure(builder);
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or KafkaException)
        {
            throw new UnrecoverableException($"No consumer can be made with the source's properties: {e.Message}", "Correct the properties.", e);
        }
    }
}
