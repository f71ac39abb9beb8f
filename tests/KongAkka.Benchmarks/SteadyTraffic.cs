using System.Diagnostics;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Benchmarks;

/// <summary>Records produced at a rate.</summary>
internal static class SteadyTraffic
{
    /// <summary>Produces for a time.</summary>
    /// <param name="source">The brokers and the topic.</param>
    /// <param name="rate">Records a second.</param>
    /// <param name="seconds">The time.</param>
    /// <param name="delivered">Told of each record: its partition, its offset and the time stamp of the call that produced it.</param>
    public static async Task ProduceAsync(KafkaSettings source, int rate, int seconds, Action<int, long, long> delivered)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = source.BootstrapServers, LingerMs = 1 }).Build();
        byte[][] lines = [.. AccessLines.Make(1000, 50, 1)];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < rate * seconds; i++)
        {
            // Ahead of the rate: the pause until the next records are due.
            while (watch.Elapsed.TotalSeconds * rate < i) await Task.Delay(1);
            var began = Stopwatch.GetTimestamp();
            producer.Produce(source.Topic, new Message<Null, byte[]> { Value = lines[i % lines.Length] }, report => delivered(report.Partition, report.Offset, began));
        }

        producer.Flush(TimeSpan.FromSeconds(30));
    }
}
