using KongAkka.Jobs;
using KongAkka.Service.Http.Management;

namespace KongAkka.Tests.Service.Http;

public sealed class JobReadinessTests
{
    [Theory]
    [InlineData(JobState.Initializing, true)]
    [InlineData(JobState.Created, true)]
    [InlineData(JobState.Running, true)]
    [InlineData(JobState.Cancelling, true)]
    [InlineData(JobState.Canceled, true)]
    [InlineData(JobState.Finished, true)]
    [InlineData(JobState.Suspended, true)]
    [InlineData(JobState.Restarting, false)]
    [InlineData(JobState.Failing, false)]
    [InlineData(JobState.Failed, false)]
    public void Only_a_job_in_trouble_is_not_ready(JobState state, bool isReady)
    {
        var found = JobReadiness.Find([FakeJobs.Job("j", "", state, "The broker is away."), FakeJobs.Job("k", "", JobState.Running)]);
        Assert.Equal(isReady ? null : $"job j is {state.ToString().ToUpperInvariant()}: The broker is away.", found);
    }
}
