using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.ServerTests.Consuming;

[Collection(KafkaGroup.Name)]
public sealed class BrokerTests(RealKafka kafka)
{
    [KafkaFact]
    public async Task A_broker_that_is_killed_under_load_and_started_again_costs_no_record()
    {
        const int records = 40_000;
        var settings = await kafka.NewTopicAsync(partitions: 2);
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0, records / 2), new PartitionBounds(1, 0, records / 2));
        using var producer = kafka.Producer();
        var producing = Task.Run(async () =>
        {
            for (var i = 0; i < records; i++)
            {
                producer.Produce(new TopicPartition(settings.Topic, i % 2), new Message<byte[]?, byte[]> { Value = Encoding.UTF8.GetBytes($"{i / 2}") });
                // The load is spread over the time in which the broker goes and comes.
                if (i % 100 == 0) await Task.Delay(1);
            }
        });
        await run.UntilAsync(records / 10);
        await kafka.KillAsync();
        await Eventually.TrueAsync(() => run.Control.Trouble is not null, () => run.Log.ToString());
        await kafka.StartAsync();
        await producing;
        Assert.Equal(0, producer.Flush(Eventually.Patience));
        await run.CompletedAsync();
        for (var p = 0; p < 2; p++)
            Assert.Equal(Enumerable.Range(0, records / 2).Select(i => $"{i}"), run.Records.Where(r => r.Partition == p).Select(r => r.Value));
    }

    [KafkaFact]
    public async Task A_record_of_nearly_20_MB_passes_among_small_ones()
    {
        var settings = await kafka.NewTopicAsync();
        var large = new byte[19_900_000];
        Array.Fill(large, (byte)'x');
        using (var producer = kafka.Producer())
        {
            foreach (var value in new[] { "a"u8.ToArray(), large, "b"u8.ToArray(), large, "c"u8.ToArray() })
                await producer.ProduceAsync(new TopicPartition(settings.Topic, 0), new Message<byte[]?, byte[]> { Value = value });
        }
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0, 5));
        await run.CompletedAsync();
        Assert.Equal([1, 19_900_000, 1, 19_900_000, 1], run.Records.Select(r => r.Value!.Length));
    }

    [KafkaFact]
    public async Task Wrong_credentials_are_retried_and_named_and_right_ones_read()
    {
        var settings = await kafka.NewTopicAsync();
        using (var producer = kafka.Producer())
            await producer.ProduceAsync(new TopicPartition(settings.Topic, 0), new Message<byte[]?, byte[]> { Value = "x"u8.ToArray() });

        await using (var wrong = new SourceRun(Secured(settings, "wrong"), new PartitionBounds(0, 0, 1)))
        {
            await Eventually.TrueAsync(() => wrong.Control.Trouble?.Contains("uthentication", StringComparison.Ordinal) == true, () => wrong.Log.ToString());
            Assert.False(wrong.Completion.IsCompleted);
        }
        await using var right = new SourceRun(Secured(settings, "kong-secret"), new PartitionBounds(0, 0, 1));
        await right.CompletedAsync();
        Assert.Equal(1, right.Count);
    }

    [KafkaFact]
    public async Task The_properties_of_a_Flink_job_read_over_SASL_and_TLS_as_they_stand()
    {
        var settings = await kafka.NewTopicAsync();
        using (var producer = kafka.Producer())
            await producer.ProduceAsync(new TopicPartition(settings.Topic, 0), new Message<byte[]?, byte[]> { Value = "x"u8.ToArray() });
        var properties = new Dictionary<string, string>
        {
            ["security.protocol"] = "SASL_SSL",
            ["sasl.mechanism"] = "SCRAM-SHA-512",
            ["sasl.jaas.config"] = "org.apache.flink.kafka.shaded.org.apache.kafka.common.security.scram.ScramLoginModule required username=\"kong\" password=\"kong-secret\";",
            ["ssl.truststore.location"] = kafka.TrustStore,
            ["ssl.truststore.password"] = "changeit",
            ["ssl.truststore.type"] = "PKCS12",
            ["ssl.endpoint.identification.algorithm"] = "",
        };
        await using var run = new SourceRun(settings with { BootstrapServers = kafka.SecureServers, Properties = properties }, new PartitionBounds(0, 0, 1));
        await run.CompletedAsync();
        Assert.Equal(1, run.Count);
    }

    [KafkaFact]
    public async Task Wrong_credentials_are_named_while_a_start_is_resolved()
    {
        var resolver = new OffsetResolver(Secured(await kafka.NewTopicAsync(), "wrong"), NullLogger.Instance);
        using var cancelled = new CancellationTokenSource();
        var resolving = resolver.ResolveAsync(cancelled.Token);
        await Eventually.TrueAsync(() => resolver.Trouble?.Contains("invalid credentials", StringComparison.Ordinal) == true, () => $"{resolver.Trouble}");
        // Questions that fail behind it say nothing that is less telling.
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Contains("invalid credentials", resolver.Trouble, StringComparison.Ordinal);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving);
    }

    [KafkaFact]
    public async Task A_broker_whose_certificate_is_of_another_authority_is_named_and_not_read()
    {
        var settings = Secured(await kafka.NewTopicAsync(), "kong-secret");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var foreign = new CertificateRequest("CN=another authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var properties = new Dictionary<string, string>(settings.Properties) { ["ssl.ca.pem"] = foreign.ExportCertificatePem() };
        properties.Remove("ssl.ca.location");
        await using var run = new SourceRun(settings with { Properties = properties }, new PartitionBounds(0, 0, 1));
        await Eventually.TrueAsync(() => run.Control.Trouble?.Contains("certificate", StringComparison.OrdinalIgnoreCase) == true, () => $"{run.Control.Trouble} {run.Log}");
        Assert.Equal(0, run.Count);
    }

    private KafkaSettings Secured(KafkaSettings settings, string password) => settings with
    {
        BootstrapServers = kafka.SecureServers,
        Properties = new Dictionary<string, string>
        {
            ["security.protocol"] = "SASL_SSL",
            ["sasl.mechanism"] = "SCRAM-SHA-512",
            ["sasl.username"] = "kong",
            ["sasl.password"] = password,
            ["ssl.ca.location"] = kafka.CertificateAuthority,
        },
    };
}
