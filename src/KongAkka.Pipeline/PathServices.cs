using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline;

/// <summary>What a graph works with; all of it outlives the graph.</summary>
/// <param name="Sink">Where loads go.</param>
/// <param name="Rejects">Where rejected records go.</param>
/// <param name="Ledger">Who keeps account of loads.</param>
/// <param name="Counters">What passed along the path.</param>
/// <param name="Logger">The log.</param>
public sealed record PathServices(ISink Sink, RejectWriter Rejects, ILoadLedger Ledger, PathCounters Counters, ILogger Logger)
{
    /// <summary>Measures each load; none by default.</summary>
    public JobInstruments? Instruments { get; init; }

    /// <summary>Whether the graph reads a load again that an earlier one may have sent.</summary>
    public bool IsRecovering { get; init; }

    /// <summary>Whether the sink was asked for that load and may have forgotten it.</summary>
    public bool IsForgotten { get; init; }
}
