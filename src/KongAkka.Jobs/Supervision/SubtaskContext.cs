using KongAkka.Pipeline;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Sinks;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>What the subtasks of a job share.</summary>
internal sealed record SubtaskContext(JobSpec Spec, JobProgress Progress, ISink Sink, RejectWriter Rejects, ILogger Logger)
{
    /// <summary>What the graph of a subtask works with.</summary>
    public PathServices Services(Pipeline.RowBatching.ILoadLedger ledger) => new(Sink, Rejects, ledger, Progress.Counters, Logger);
}
