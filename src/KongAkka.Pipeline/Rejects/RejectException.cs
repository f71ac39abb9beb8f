namespace KongAkka.Pipeline.Rejects;

/// <summary>Rejected records cannot be written down at present. The job waits and tries again, so that none is lost.</summary>
public sealed class RejectException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="what">What is wrong, naming the place; a sentence.</param>
    /// <param name="remedy">What a person can do about it; a sentence.</param>
    /// <param name="inner">What it came from, if anything.</param>
    public RejectException(string what, string remedy, Exception? inner = null)
        : base($"{what} {remedy}", inner)
    {
    }
}
