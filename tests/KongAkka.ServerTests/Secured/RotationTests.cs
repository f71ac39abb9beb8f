using KongAkka.Jobs;
using KongAkka.SandboxTests.Consuming;
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

    private static Task SaysAsync(SecuredJob job, string part) => Eventually.TrueAsync(() => job.Log.CountOf(part) > 0, () => $"{job.Status}\n{job.Log}");
}
