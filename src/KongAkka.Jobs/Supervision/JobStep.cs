namespace KongAkka.Jobs.Supervision;

/// <summary>What a job does once both of its ends are known; a closed set.</summary>
internal abstract record JobStep
{
    private JobStep()
    {
    }

    /// <summary>Find out where each partition begins and ends, and start the first generation there.</summary>
    /// <param name="Known">Where partitions begin that are known already.</param>
    public sealed record Resolve(IReadOnlyDictionary<int, long> Known) : JobStep;

    /// <summary>Begin the first generation where a savepoint stands.</summary>
    public sealed record Restore : JobStep;

    /// <summary>Let the generation end, so that another one can follow.</summary>
    /// <param name="Why">Why it cannot go on.</param>
    public sealed record Retire(string Why) : JobStep;

    /// <summary>Run the subtasks of the generation.</summary>
    public sealed record Run : JobStep;

    /// <summary>Read nothing.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Fail(JobFailure Failure) : JobStep;
}
