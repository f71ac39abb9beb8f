using System.Globalization;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Kafka;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Secured;

/// <summary>Trouble with certificates, passwords and rights: one clear line each from <c>check</c>, and in the log of <c>run</c>.</summary>
[Collection(SecuredKafkaGroup.Name)]
public sealed class TroubleTests(SecuredKafka kafka) : IDisposable
{
    private static readonly string Yesterday = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private readonly ClientFolder _files = new();

    public void Dispose() => _files.Dispose();

    [KafkaFact]
    public async Task A_brokers_certificate_that_has_expired_is_named()
    {
        _files.WriteTrustStore(kafka);
        await TellAsync(await JobAsync(kafka.ExpiredServers, _files.Sasl(await kafka.NewUserAsync())), $"The certificate of the broker at {kafka.ExpiredServers} has expired on {Yesterday}. Have the broker given a new one.");
    }

    [KafkaFact]
    public async Task A_clients_certificate_that_has_expired_is_named()
    {
        _files.WriteTrustStore(kafka);
        _files.WriteKeyStore(kafka, "client", days: -1);
        await TellAsync(await JobAsync(kafka.MutualServers, _files.Mutual()), $"The broker does not accept the client's certificate, which has expired on {Yesterday}. Replace its file by a new one.");
    }

    [KafkaFact]
    public async Task A_client_without_the_certificate_that_the_broker_wants_is_named()
    {
        _files.WriteTrustStore(kafka);
        var properties = _files.Mutual();
        foreach (var key in properties.Keys.Where(k => k.StartsWith("ssl.keystore", StringComparison.Ordinal)).ToArray()) properties.Remove(key);
        await TellAsync(await JobAsync(kafka.MutualServers, properties), "The broker wants a certificate of the client, and the properties name none. Set ssl.keystore.location and ssl.keystore.password, or ssl.certificate.location and ssl.key.location.");
    }

    [KafkaFact]
    public async Task A_wrong_password_is_named()
    {
        _files.WriteTrustStore(kafka);
        await TellAsync(await JobAsync(kafka.SecuredServers, _files.Sasl(await kafka.NewUserAsync(), "wrong")), "invalid credentials");
    }

    [KafkaFact]
    public async Task A_topic_that_the_user_may_not_read_is_named()
    {
        var (user, topic, group) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowAsync(user, ResourceType.Group, group, AclOperation.Read);
        _files.WriteTrustStore(kafka);
        await TellAsync(await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Sasl(user)), "Allow this user to Read and Describe the topic.");
    }

    [KafkaFact]
    public async Task A_topic_that_the_user_may_describe_but_not_read_is_named()
    {
        var (user, topic, group) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowAsync(user, ResourceType.Group, group, AclOperation.Read);
        await kafka.AllowAsync(user, ResourceType.Topic, topic, AclOperation.Describe);
        _files.WriteTrustStore(kafka);
        await TellAsync(await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Sasl(user)), "Allow this user to Read and Describe the topic.");
    }

    [KafkaFact]
    public async Task A_group_that_the_user_may_not_read_is_named()
    {
        var (user, topic, group) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowAsync(user, ResourceType.Topic, topic, AclOperation.Read, AclOperation.Describe);
        _files.WriteTrustStore(kafka);
        await TellAsync(await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Sasl(user)), "Allow this user to Read the consumer group, or name another with group-id.");
    }

    [KafkaFact]
    public async Task A_token_endpoint_that_refuses_is_named()
    {
        using var endpoint = new TokenEndpoint("client", "right");
        _files.WriteTrustStore(kafka);
        await TellAsync(await JobAsync(kafka.SecuredServers, _files.Secured(ClientFolder.Oidc(endpoint, "client", "wrong"))), "Failed to acquire SASL OAUTHBEARER token", "Correct sasl.oauthbearer.token.endpoint.url");
    }

    [KafkaFact]
    public async Task A_topic_of_rejects_that_the_user_may_not_write_is_named()
    {
        var (user, rejects) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync());
        await kafka.AllowAsync(user, ResourceType.Topic, rejects, AclOperation.Describe);
        await TellAsync(await ReadingAsync(user, $"type = kafka, topic = {rejects}"), $"This user may not write to topic {rejects} at {kafka.SecuredServers}. Allow this user to Write and Describe the topic.");
    }

    [KafkaFact]
    public async Task A_wrong_password_for_the_topic_of_rejects_is_named()
    {
        var user = await kafka.NewUserAsync();
        var rejects = $$"""type = kafka, topic = r, bootstrap-servers = "{{kafka.SecuredServers}}", properties { {{SecuredJob.Hocon(_files.Sasl(user, "wrong"))}} }""";
        await using var job = await ReadingAsync(user, rejects);
        var failed = Assert.Single(await job.CheckAsync(), line => line.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Contains("invalid credentials", failed, StringComparison.Ordinal);
        Assert.Contains("in rejects.properties", failed, StringComparison.Ordinal);
    }

    [KafkaFact]
    public async Task Rejects_that_wait_because_of_a_password_say_so()
    {
        _files.WriteTrustStore(kafka);
        var properties = new Dictionary<string, string>(_files.Sasl(await kafka.NewUserAsync(), "wrong")) { ["message.timeout.ms"] = "2000" };
        using var writer = new RejectProducer(new RejectTopic { BootstrapServers = kafka.SecuredServers, Name = "r", Properties = properties }, "j", new LogLines());
        writer.Write([new RejectedRecord("r", "d", "logs", 0, 7, -1, new byte[10])]);
        await Eventually.TrueAsync(() => writer.Trouble?.Contains("invalid credentials", StringComparison.Ordinal) == true, () => $"{writer.Trouble}");
        var waiting = await Assert.ThrowsAsync<RejectException>(async () => await writer.FlushAsync(default));
        Assert.Contains("invalid credentials", waiting.Message, StringComparison.Ordinal);
    }

    private async Task<SecuredJob> ReadingAsync(string user, string rejects)
    {
        var (topic, group) = (await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowReadingAsync(user, topic, group);
        _files.WriteTrustStore(kafka);
        return await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Sasl(user), rejects);
    }

    private async Task<SecuredJob> JobAsync(string servers, Dictionary<string, string> properties) =>
        await SecuredJob.NewAsync(servers, await kafka.NewTopicAsync(), kafka.NewName("group"), properties);

    private static async Task TellAsync(SecuredJob job, string part, string remedy = "")
    {
        await using (job)
        {
            var lines = await job.CheckAsync();
            var failed = Assert.Single(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal));
            Assert.Contains(part, failed, StringComparison.Ordinal);
            Assert.Contains(remedy, failed, StringComparison.Ordinal);
            await job.StartAsync();
            await Eventually.TrueAsync(() => job.Log.CountOf(part) > 0, () => $"{job.Status}\n{job.Log}");
        }
    }
}
