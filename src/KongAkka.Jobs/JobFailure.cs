using KongAkka.Pipeline;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Jobs;

/// <summary>What went wrong with a job, as values that can travel.</summary>
/// <param name="Message">What and its remedy; sentences.</param>
/// <param name="IsFinal">Whether trying again does not mend it.</param>
public sealed record JobFailure(string Message, bool IsFinal)
{
    /// <summary>Whether another process has taken the job over.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>The decision that is asked of a person, if one is.</summary>
    public PendingDecision? Decision { get; init; }

    /// <summary>The failure that an exception tells of.</summary>
    /// <param name="cause">The exception.</param>
    public static JobFailure Of(Exception cause) => new(cause.Message, cause is UnrecoverableException)
    {
        Decision = cause is LoadInDoubtException doubt ? new PendingDecision(doubt.Plan, doubt.Query) : null,
    };
}
