using KongAkka.Parsing;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Sinks;

/// <summary>What a sink gets from the job that it serves.</summary>
/// <param name="Schema">The columns of the rows.</param>
/// <param name="Backoff">How long to wait before trying again.</param>
/// <param name="Counters">Where repeated attempts are counted.</param>
/// <param name="Logger">Where trouble is told.</param>
/// <param name="Time">What waiting and ages are measured by.</param>
/// <param name="MaxRefusedShare">The share of a load's rows up to which the sink's refusal of rows is the rows' fault, and above which it is the table's; 5 % by default.</param>
public sealed record SinkContext(
    RowSchema Schema, Backoff Backoff, PathCounters Counters, ILogger Logger, TimeProvider Time, double MaxRefusedShare = 0.05);
