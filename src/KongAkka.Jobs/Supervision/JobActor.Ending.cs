using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <content>How a job ends: stopped, cancelled, failed or finished.</content>
internal sealed partial class JobActor
{
    private void Stop(TimeSpan grace)
    {
        if (_stopping || _progress.Snapshot().State.IsEnd()) return;
        _stopping = true;
        _stopped.Cancel();
        _crew.Stop(grace);
        if (Timers.IsTimerActive("prepare")) EndStopped();
    }

    /// <summary>Journaled only when it is done: until then a process that dies leaves a job that goes on.</summary>
    private void Cancel()
    {
        if (_cancelling || _progress.Snapshot().State.IsEnd()) return;
        (_stopping, _cancelling) = (true, true);
        _progress.Enter(JobState.Cancelling);
        _stopped.Cancel();
        _crew.Abort();
        if (Timers.IsTimerActive("prepare")) EndStopped();
    }

    private void EndStopped()
    {
        Timers.Cancel("prepare");
        if (_cancelling) WriteEnd(JobEnded.Canceled, null, JobState.Canceled);
        else EndAs(JobState.Suspended, null);
    }

    private void Fail(JobFailure failure)
    {
        if (_cancelling)
        {
            EndStopped();
            return;
        }

        _logger.LogError("FAILED: {Cause}", failure.Message);
        _progress.Enter(JobState.Failing, failure);
        // The journal is another's then: the write could only fail.
        if (failure.IsSuperseded) EndAs(JobState.Failed, failure);
        else WriteEnd("FAILED", failure, JobState.Failed);
    }

    private void WriteEnd(string word, JobFailure? failure, JobState state) => WriteEnd(new JobEnded(word, _progress.Now, failure?.Message), () => EndAs(state, failure));

    private void WriteEnd(JobEnded end, Action written)
    {
        CrashPoints.Reach(CrashPoint.BeforeEnd);
        Write(end, () =>
        {
            CrashPoints.Reach(CrashPoint.AfterEnd);
            written();
        });
    }

    private void EndAs(JobState state, JobFailure? failure)
    {
        _cancelling = false;
        var early = $"The job is {state.ToString().ToUpperInvariant()} before all loads of the savepoint are in the table.";
        EndSavepoints(early);
        EndDrain(early);
        _stopped.Cancel();
        CloseParts();
        _progress.Enter(state, failure);
        _logger.LogInformation("{State}", state.ToString().ToUpperInvariant());
    }
}
