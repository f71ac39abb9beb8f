namespace KongAkka.Jobs;

/// <summary>The last failures of a job. Not safe for many threads.</summary>
internal sealed class FailureHistory
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 16;

    private readonly Queue<PastFailure> _failures = new();
    private JobFailure? _last;

    /// <summary>Whether older ones were forgotten.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The failures, the newest first.</summary>
    public IReadOnlyList<PastFailure> Newest => [.. _failures.Reverse()];

    /// <summary>Notes a failure; the same one again is none.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="at">When.</param>
    public void Add(JobFailure failure, DateTimeOffset at)
    {
        if (ReferenceEquals(failure, _last)) return;
        _last = failure;
        _failures.Enqueue(new PastFailure(at, failure.Message, failure.IsFinal));
        if (_failures.Count <= Capacity) return;
        _failures.Dequeue();
        IsTruncated = true;
    }
}
