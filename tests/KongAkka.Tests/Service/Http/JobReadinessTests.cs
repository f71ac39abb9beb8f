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

    [Theory]
    [InlineData(JobState.Running, "job j is RUNNING: No broker. Disk full.")]
    [InlineData(JobState.Initializing, "job j is INITIALIZING: No broker. Disk full.")]
    [InlineData(JobState.Canceled, null)]
    public void A_job_that_waits_for_an_end_of_its_path_says_for_what_and_only_once(JobState state, string? expected)
    {
        var job = FakeJobs.Job("j", "", state) with { Path = new PathStatus { SourceTrouble = "No broker." }, Stalls = ["No broker.", "Disk full."] };
        Assert.Equal(expected, JobReadiness.Find([job]));
    }
}
