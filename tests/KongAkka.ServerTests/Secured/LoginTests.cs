using Confluent.Kafka.Admin;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Secured;

/// <summary>The ways to log in beside SCRAM-SHA-512, as the Java client writes them.</summary>
[Collection(SecuredKafkaGroup.Name)]
public sealed class LoginTests(SecuredKafka kafka) : IDisposable
{
    private readonly ClientFolder _files = new();

    public void Dispose() => _files.Dispose();

    [KafkaFact]
    public async Task PLAIN_reads() =>
        await ReadsAsync(SecuredKafka.PlainUser, new()
        {
            ["sasl.mechanism"] = "PLAIN",
            ["sasl.jaas.config"] = $"org.apache.kafka.common.security.plain.PlainLoginModule required username=\"{SecuredKafka.PlainUser}\" password=\"{SecuredKafka.Password}\";",
        });

    [KafkaFact]
    public async Task SCRAM_SHA_256_reads_with_a_login_line_from_a_file()
    {
        var user = await kafka.NewUserAsync(ScramMechanism.ScramSha256);
        var folder = Path.GetDirectoryName(_files.Write("login", $"org.apache.kafka.common.security.scram.ScramLoginModule required username=\"{user}\" password=\"{SecuredKafka.Password}\";\n"));
        await ReadsAsync(user, new() { ["sasl.mechanism"] = "SCRAM-SHA-256", ["sasl.jaas.config"] = $"${{directory:{folder}:login}}" });
    }

    [KafkaFact]
    public async Task OAUTHBEARER_reads_with_a_token_of_the_endpoint()
    {
        var client = kafka.NewName("client");
        using var endpoint = new TokenEndpoint(client, "kong-secret");
        await ReadsAsync(client, ClientFolder.Oidc(endpoint, client, "kong-secret"));
    }

    private async Task ReadsAsync(string user, Dictionary<string, string> login)
    {
        var (topic, group) = (await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowReadingAsync(user, topic, group);
        _files.WriteTrustStore(kafka);
        await using var job = await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Secured(login));
        await job.ReadsAsync(kafka, topic);
    }
}
