using KongAkka.Pipeline;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>Looks at a subtask's graph from time to time and says where it stands still: in the log, and in the job's state.</summary>
/// <param name="subtask">The subtask's number.</param>
/// <param name="context">The job.</param>
internal sealed class PathWatch(int subtask, SubtaskContext context)
{
    private readonly StallRule _rule = new(context.Spec.Watchdog);
    private readonly StallLog _log = new();

    /// <summary>Looks.</summary>
    /// <param name="path">The graph that runs; null when none does.</param>
    public void Look(RunningPath? path)
    {
        var facts = (path?.Facts ?? default) with { SinkTrouble = context.Parts.Sink.Trouble, RejectTrouble = context.Parts.Rejects.Trouble };
        var now = context.Progress.Now;
        var stalls = _rule.Look(facts, now);
        Tell(_log.Take(stalls, now));
        context.Progress.Stalls[subtask] = [.. stalls.Values];
    }

    /// <summary>Shows a graph that begins.</summary>
    /// <param name="path">The graph.</param>
    public RunningPath Begin(RunningPath path)
    {
        context.Progress.Paths.Begin(subtask, path);
        return path;
    }

    /// <summary>Shows no graph any more.</summary>
    public void EndPath() => context.Progress.Paths.End(subtask);

    /// <summary>Looks no more.</summary>
    public void End()
    {
        EndPath();
        context.Progress.Stalls.TryRemove(subtask, out _);
    }

    private void Tell(IReadOnlyList<StallNote> notes)
    {
        foreach (var note in notes)
            context.Logger.Log(note.IsOver ? LogLevel.Information : LogLevel.Warning, "subtask {Subtask} {State}: {Text}", subtask, note.IsOver ? "goes on" : "stands still", note.Text);
    }
}
