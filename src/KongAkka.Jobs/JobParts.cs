using KongAkka.Parsing;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs;

/// <summary>The ends of a job's path that its subtasks share: the sink and the place of rejects.</summary>
/// <param name="Sink">Where loads go.</param>
/// <param name="Rejects">Where rejected records go.</param>
internal sealed record JobParts(ISink Sink, RejectWriter Rejects) : IAsyncDisposable
{
    /// <summary>Makes the parts of a job.</summary>
    public static JobParts Create(JobSpec spec, PathCounters counters, ILogger logger)
    {
        var rejects = RejectPlaces.CreateWriter(spec.Rejects, spec.Name, logger);
        var schema = Rules.Create(spec.Rule).Schema;
        var context = new SinkContext(schema, spec.RestartStrategy, counters, logger, TimeProvider.System, spec.Rejects.MaxShare);
        return new JobParts(SinkFactory.Create(spec.Sink, context), rejects);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Rejects.Dispose();
        await Sink.DisposeAsync().ConfigureAwait(false);
    }
}
