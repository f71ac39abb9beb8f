using KongAkka.Jobs;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Open loads whose records Kafka no longer has.</summary>
public sealed class LossTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    public async Task Records_that_are_gone_fail_the_job_until_a_person_goes_on_without_them(int gone)
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Batch = run.Spec.Batch with { MaxRows = 60 } };
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.Start();
        run.Produce(200, partitions: 1);
        await Eventually.TrueAsync(() => run.StarRocks.Faults.Played >= 2, () => run.Log.ToString());
        await run.KillAsync();
        run.StarRocks.Faults.Clear();
        run.Topic.Kafka.DeleteRecords(EmbeddedTopic.Name, 0, gone);
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.Contains("partition 0", run.Status.Failure, StringComparison.Ordinal);
        Assert.Contains($"{gone}", run.Status.Failure, StringComparison.Ordinal);
        Assert.Equal(0, run.Status.Positions[0]);

        Assert.True(run.Host.Restart("test", new RestartOptions { AcceptLoss = true }));
        await run.ReachedAsync(1, 400);
        Assert.Equal(Enumerable.Range((gone + 1) / 2, 200 - ((gone + 1) / 2)), await run.NumbersAsync());
        Assert.NotEmpty(run.Journaled("loss-accepted"));
    }
}
