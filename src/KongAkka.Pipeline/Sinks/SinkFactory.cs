using KongAkka.Parsing;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Makes the sink that a job's settings ask for.</summary>
public static class SinkFactory
{
    /// <summary>Makes a sink.</summary>
    public static ISink Create(SinkSettings settings, RowSchema schema, Backoff backoff, PathCounters counters, ILogger logger) => settings.Type switch
    {
        SinkType.Print => new PrintSink(),
        SinkType.Blackhole => new BlackholeSink(),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Type, "unknown kind of sink"),
    };
}
