using Confluent.Kafka.Admin;
using KongAkka.Jobs;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Kafka;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.Rejects;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Secured;

[Collection(SecuredKafkaGroup.Name)]
public sealed class RotationTests(SecuredKafka kafka) : IDisposable
{
    private readonly ClientFolder _files = new();

    public void Dispose() => _files.Dispose();

    [KafkaTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Certificates_that_are_replaced_under_a_running_job_cost_no_restart_and_no_record(bool isMutual)
    {
        var (topic, group) = (await kafka.NewTopicAsync(), kafka.NewName("group"));
        var user = isMutual ? "CN=client" : await kafka.NewUserAsync();
        await kafka.AllowReadingAsync(user, topic, group);
        _files.WriteTrustStore(kafka);
        _files.WriteKeyStore(kafka, "client");
        await using var job = await SecuredJob.NewAsync(
            isMutual ? kafka.MutualServers : kafka.SecuredServers, topic, group, isMutual ? _files.Mutual() : _files.Sasl(user));
        await job.StartAsync();
        kafka.Produce(topic, Enumerable.Range(0, 500).Select(SecuredJob.Line));
        await job.LoadedAsync(500);

        await kafka.ChangeAuthoritiesAsync();
        kafka.Produce(topic, Enumerable.Range(500, 500).Select(SecuredJob.Line));
        await SaysAsync(job, "No broker");
        File.WriteAllText(_files.TrustStore, "half of a store");
        await SaysAsync(job, "cannot be used; what was read of them before stays in use.");
        _files.WriteTrustStore(kafka);
        _files.WriteKeyStore(kafka, "client");
        await job.LoadedAsync(1000);

        Assert.Equal((JobState.Running, 0), (job.Status.State, job.Status.Restarts));
        Assert.Equal(Enumerable.Range(0, 1000), await job.NumbersAsync());
    }

    [KafkaFact]
    public async Task A_password_that_is_replaced_in_its_file_costs_no_restart_and_no_record()
    {
        var (user, topic, group) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowReadingAsync(user, topic, group);
        _files.WriteTrustStore(kafka);
        var folder = Path.GetDirectoryName(_files.Write("password", SecuredKafka.Password + "\n"));
        await using var job = await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Sasl(user, $"${{directory:{folder}:password}}"));
        await job.StartAsync();
        kafka.Produce(topic, Enumerable.Range(0, 500).Select(SecuredJob.Line));
        await job.LoadedAsync(500);

        const string replaced = "with \"quotes\" and \\";
        await kafka.SetPasswordAsync(user, replaced);
        // Ends all connections, which a broker does not when a password changes.
        await kafka.ChangeAuthoritiesAsync();
        kafka.Produce(topic, Enumerable.Range(500, 500).Select(SecuredJob.Line));
        _files.WriteTrustStore(kafka);
        await SaysAsync(job, "SASL authentication error");
        _files.Write("password", replaced);
        await job.LoadedAsync(1000);

        Assert.Equal((JobState.Running, 0), (job.Status.State, job.Status.Restarts));
        Assert.Equal(Enumerable.Range(0, 1000), await job.NumbersAsync());
    }

    [KafkaFact]
    public async Task A_start_that_waits_because_of_a_certificate_goes_on_once_the_file_is_replaced()
    {
        var (user, topic, group) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowReadingAsync(user, topic, group);
        WriteForeignTrustStore();
        await using var job = await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Sasl(user));
        await job.StartAsync();
        kafka.Produce(topic, Enumerable.Range(0, 100).Select(SecuredJob.Line));
        await SaysAsync(job, $"The certificate of the broker at {kafka.SecuredServers}, issued by");
        _files.WriteTrustStore(kafka);
        await job.LoadedAsync(100);
        Assert.Equal(Enumerable.Range(0, 100), await job.NumbersAsync());
    }

    [KafkaFact]
    public async Task Rejects_that_wait_because_of_a_certificate_are_delivered_once_the_file_is_replaced()
    {
        var (user, topic) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync());
        await kafka.AllowAsync(user, ResourceType.Topic, topic, AclOperation.Write, AclOperation.Describe, AclOperation.Read);
        WriteForeignTrustStore();
        var place = new RejectTopic
        {
            BootstrapServers = kafka.SecuredServers,
            Name = topic,
            Properties = new Dictionary<string, string>(_files.Sasl(user)) { ["message.timeout.ms"] = "1000" },
        };
        using var writer = new RejectProducer(place, "j", new LogLines());
        writer.Write([new RejectedRecord("r", "d", "logs", 0, 7, -1, new byte[10])]);
        await Assert.ThrowsAsync<RejectException>(async () => await writer.FlushAsync(default));
        _files.WriteTrustStore(kafka);
        await Eventually.TrueAsync(() => Flushing.Succeeds(writer), () => $"{writer.Trouble}");
        var offsets = new List<long>();
        await foreach (var record in new RejectTopicReader(place, "j").ReadAsync(broken => Assert.Fail(broken.ToString()))) offsets.Add(record.Offset);
        Assert.Equal([7L], offsets.Distinct());
    }

    private void WriteForeignTrustStore()
    {
        using var foreign = new TestAuthority("foreign");
        File.WriteAllBytes(_files.TrustStore, foreign.TrustStore());
    }

    private static Task SaysAsync(SecuredJob job, string part) => Eventually.TrueAsync(() => job.Log.CountOf(part) > 0, () => $"{job.Status}\n{job.Log}");
}
