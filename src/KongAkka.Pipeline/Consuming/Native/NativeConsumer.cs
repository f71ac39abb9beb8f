using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>Makes consumers of Confluent.Kafka.</summary>
internal static class NativeConsumer
{
    /// <summary>Makes a consumer whose values are not read through it; it connects in the background.</summary>
    /// <param name="settings">Its properties.</param>
    /// <param name="configure">Sets its handlers.</param>
    /// <exception cref="UnrecoverableException">A property of the settings cannot be, or librdkafka refuses two that contradict each other.</exception>
    /// <exception cref="KafkaException">A file that a property names cannot be used at present.</exception>
    public static IConsumer<Ignore, Ignore> Build(KafkaSettings settings, Action<ConsumerBuilder<Ignore, Ignore>> configure) => Build<Ignore, Ignore>(settings, configure);

    /// <summary>Makes a consumer that says nothing; it connects in the background.</summary>
    /// <typeparam name="TKey">The keys' type.</typeparam>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <param name="settings">Its properties.</param>
    /// <exception cref="UnrecoverableException">A property of the settings cannot be, or librdkafka refuses two that contradict each other.</exception>
    /// <exception cref="KafkaException">A file that a property names cannot be used at present.</exception>
    public static IConsumer<TKey, TValue> BuildQuiet<TKey, TValue>(KafkaSettings settings) => Build<TKey, TValue>(settings, builder => builder.SetLogHandler((_, _) => { }));

    private static IConsumer<TKey, TValue> Build<TKey, TValue>(KafkaSettings settings, Action<ConsumerBuilder<TKey, TValue>> configure)
    {
        var builder = new ConsumerBuilder<TKey, TValue>(ConsumerProperties.For(settings));
        configure(builder);
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (BuildFailure.Is(e))
        {
            throw BuildFailure.ToException(e, settings.Section, settings.Properties);
        }
    }
}
