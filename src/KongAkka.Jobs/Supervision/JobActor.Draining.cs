using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Savepoints;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <content>A stop with a savepoint: the subtasks drain, the file is written, and only then the end. Until that is journaled a process that dies leaves a job that goes on.</content>
internal sealed partial class JobActor
{
    private TriggerSavepoint? _drain;

    private void ReceiveDrain()
    {
        Command<DrainWritten>(written => OnDrainWritten(written.Location));
        Command<DrainFailed>(failed => GoOnUndrained(failed.Failure));
    }

    private void Drain(TriggerSavepoint asked)
    {
        _logger.LogInformation("stops with a savepoint: reads no more, and open loads have {Grace}", asked.Request.DrainGrace);
        _drain = asked;
        _crew.Stop(asked.Request.DrainGrace);
    }

    private void OnDrained()
    {
        if (_crew.Undrained.Count > 0)
        {
            GoOnUndrained(
                $"The job could not drain within {_drain!.Request.DrainGrace}: loads of subtask {string.Join(", ", _crew.Undrained)} were still open. It runs on. See why its loads take so long, and stop it again.");
            return;
        }

        var savepoint = Compose(_crew.EndedAt, isDrained: true);
        var directory = _drain!.Directory;
        Task.Run(() => SavepointFile.Write(directory, savepoint)).PipeTo(Self, Self, location => new DrainWritten(location), cause => new DrainFailed(cause.Message));
    }

    private void OnDrainWritten(string location)
    {
        _logger.LogInformation("savepoint {Location} is written, with nothing behind it", location);
        if (_cancelling)
        {
            CompleteDrain(location);
            EndStopped();
        }
        else
        {
            WriteEnd(new JobEnded(JobEnded.Finished, _progress.Now, Savepoint: location), () =>
            {
                CompleteDrain(location);
                EndAs(JobState.Finished, null);
            });
        }
    }

    private void CompleteDrain(string location)
    {
        _progress.Savepoints.Complete(_drain!.Request.Trigger, location);
        _drain = null;
    }

    private void GoOnUndrained(string failure)
    {
        EndDrain(failure);
        if (_stopping) EndStopped();
        else RunSubtasks();
    }

    private void EndDrain(string failure)
    {
        if (_drain is null) return;
        EndSavepoint(_drain.Request.Trigger, failure);
        _drain = null;
    }
}
