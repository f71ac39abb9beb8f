using System.Globalization;
using Confluent.Kafka.Admin;
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

    private async Task<SecuredJob> JobAsync(string servers, Dictionary<string, string> properties) =>
        await SecuredJob.NewAsync(servers, await kafka.NewTopicAsync(), kafka.NewName("group"), properties);

    private static async Task TellAsync(SecuredJob job, string part)
    {
        await using (job)
        {
            var lines = await job.CheckAsync();
            var failed = Assert.Single(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal));
            Assert.Contains(part, failed, StringComparison.Ordinal);
            await job.StartAsync();
            await Eventually.TrueAsync(() => job.Log.CountOf(part) > 0, () => $"{job.Status}\n{job.Log}");
        }
    }
}
