using KongAkka.Jobs;

namespace KongAkka.Tests.Jobs;

public sealed class JobProgressTests
{
    private readonly JobProgress _progress = new(Service.ConfigurationSample.Job(), TimeProvider.System);

    [Fact]
    public void Each_state_has_the_time_at_which_it_began()
    {
        _progress.Enter(JobState.Created);
        _progress.Enter(JobState.Running);
        var status = _progress.Snapshot();
        Assert.Equal([JobState.Initializing, JobState.Created, JobState.Running], status.Entered.Keys.Order());
        Assert.Equal(status.LastChange, status.Entered[JobState.Running]);
    }

    [Fact]
    public void Failures_are_kept_the_newest_first_and_only_so_many()
    {
        for (var i = 0; i < FailureHistory.Capacity + 2; i++)
        {
            var failure = new JobFailure($"failure {i}", false);
            _progress.Enter(JobState.Restarting, failure);
            // Told again, it is the same one.
            _progress.Enter(JobState.Restarting, failure);
            _progress.Enter(JobState.Running);
        }

        var status = _progress.Snapshot();
        Assert.Equal((FailureHistory.Capacity, "failure 17", "failure 2", true), (status.Failures.Count, status.Failures[0].Message, status.Failures[^1].Message, status.HasOlderFailures));
        Assert.Equal(FailureHistory.Capacity + 2, status.Restarts);
    }

    [Fact]
    public void A_job_that_is_being_cancelled_shows_so_until_it_has_ended()
    {
        _progress.Enter(JobState.Cancelling);
        _progress.Enter(JobState.Restarting, new JobFailure("x", false));
        Assert.Equal(JobState.Cancelling, _progress.Snapshot().State);
        _progress.Enter(JobState.Canceled);
        Assert.Equal((JobState.Canceled, true), (_progress.Snapshot().State, _progress.Ended.IsCompleted));
    }

    [Fact]
    public void A_restart_begins_anew()
    {
        _progress.Enter(JobState.Failed, new JobFailure("x", true));
        _progress.Enter(JobState.Initializing);
        var status = _progress.Snapshot();
        Assert.Equal([JobState.Initializing], status.Entered.Keys);
        Assert.Equal((null, null, false), (status.Failure, status.Ended, _progress.Ended.IsCompleted));
        Assert.Single(status.Failures);
    }

    [Fact]
    public void A_job_that_was_cancelled_before_is_held_until_it_is_restarted()
    {
        _progress.Hold(JobState.Canceled);
        Assert.Equal((JobState.Canceled, true), (_progress.Snapshot().State, _progress.IsHeld));
        _progress.Enter(JobState.Initializing);
        Assert.False(_progress.IsHeld);
    }
}
