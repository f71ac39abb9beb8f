using KongAkka.Pipeline.Sinks;

namespace KongAkka.Pipeline;

/// <summary>Trouble that trying again does not mend: it ends the job as FAILED.</summary>
public class UnrecoverableException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="what">What is wrong, naming the thing.</param>
    /// <param name="remedy">What a person can do about it.</param>
    /// <param name="inner">What it came from, if anything.</param>
    public UnrecoverableException(string what, string remedy, Exception? inner = null)
        : base($"{what} {remedy}", inner)
    {
        What = what;
        Remedy = remedy;
    }

    /// <summary>What a failure comes down to: the trouble in its chain of causes that the job knows an answer to, else what lies below wrappers that name no cause of their own.</summary>
    /// <param name="failure">The failure as it was caught.</param>
    public static Exception CauseOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is UnrecoverableException or RowsRefusedException) return cause;
        while (failure is AggregateException { InnerException: { } inner }) failure = inner;
        return failure;
    }

    /// <summary>What is wrong, naming the thing; a sentence.</summary>
    public string What { get; }

    /// <summary>What a person can do about it; a sentence.</summary>
    public string Remedy { get; }
}
