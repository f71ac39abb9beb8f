namespace KongAkka.Jobs.Offsets;

/// <summary>What becomes of a savepoint that is to be restored; a closed set.</summary>
internal abstract record RestoreVerdict
{
    private RestoreVerdict()
    {
    }

    /// <summary>It is restored.</summary>
    /// <param name="Positions">The next offset by partition; partitions that are not named are read from their first offset, and none named means a first start.</param>
    /// <param name="Warnings">What a person should know.</param>
    public sealed record Starts(IReadOnlyDictionary<int, long> Positions, IReadOnlyList<string> Warnings) : RestoreVerdict;

    /// <summary>Nothing is read.</summary>
    /// <param name="Failure">Why, and what a person can do about it.</param>
    public sealed record Refused(JobFailure Failure) : RestoreVerdict;
}
