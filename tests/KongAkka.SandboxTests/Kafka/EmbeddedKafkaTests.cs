using System.Diagnostics;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Kafka;

public sealed class EmbeddedKafkaTests
{
    [Fact]
    public void Records_go_in_and_come_out()
    {
        using var kafka = EmbeddedKafka.Start(3);
        kafka.CreateTopic("logs", 2);
        using (var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = kafka.BootstrapServers }).Build())
        {
            producer.Produce(new TopicPartition("logs", 1), new Message<Null, string> { Value = "hello" });
            Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(10)));
        }

        using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig { BootstrapServers = kafka.BootstrapServers, GroupId = "g" }).Build();
        consumer.Assign(new TopicPartitionOffset("logs", 1, 0));
        Assert.Equal("hello", consumer.Consume(TimeSpan.FromSeconds(10))?.Message.Value);
        consumer.Close();
    }

    [Fact]
    public void The_native_library_is_the_packages_own_and_new_enough()
    {
        Librdkafka.EnsureUsable();
        Assert.StartsWith(AppContext.BaseDirectory, Librdkafka.Path, StringComparison.Ordinal);
        Assert.Equal(Library.VersionString, Librdkafka.Version);
    }

    [Fact]
    public void Starting_and_ending_can_be_repeated()
    {
        for (var i = 0; i < 20; i++) EmbeddedKafka.Start().Dispose();
    }

    [Fact]
    public async Task Brokers_are_taken_down_while_processes_are_started()
    {
        using var kafka = EmbeddedKafka.Start();
        var starting = Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                using var process = ProcessGate.Start(new ProcessStartInfo("true"));
                process.WaitForExit();
            }
        });
        while (!starting.IsCompleted)
        {
            kafka.TakeDown();
            kafka.BringUp();
        }

        await starting;
    }
}
