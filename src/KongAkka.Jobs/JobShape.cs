using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs;

/// <summary>What a job is made of, as far as it may be shown to anyone.</summary>
/// <param name="Topic">What it reads.</param>
/// <param name="Rule">What records become.</param>
/// <param name="Sink">The kind of its sink.</param>
/// <param name="Target">The table, as <c>database.table</c>; empty for a sink without one.</param>
/// <param name="Parallelism">How many subtasks share the partitions.</param>
/// <param name="IsBounded">Whether it ends by itself.</param>
/// <param name="Restarts">How long it waits before it tries again.</param>
public sealed record JobShape(string Topic, string Rule, string Sink, string Target, int Parallelism, bool IsBounded, Backoff Restarts)
{
    /// <summary>A shape of which nothing is known.</summary>
    public static JobShape Unknown { get; } = new("", "", "", "", 1, false, Backoff.Default);

    /// <summary>The shape of a job.</summary>
    /// <param name="spec">The job.</param>
    public static JobShape Of(JobSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new JobShape(
            spec.Source.Topic, spec.Rule, spec.Sink.Type.ToString().ToLowerInvariant(), spec.Sink.Target, spec.Parallelism, spec.Source.Bounded != BoundedMode.Unbounded, spec.RestartStrategy);
    }
}
