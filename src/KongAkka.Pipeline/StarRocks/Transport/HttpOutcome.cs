namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>What came of a request, redirects followed; a closed set.</summary>
internal abstract record HttpOutcome
{
    private HttpOutcome()
    {
    }

    /// <summary>A reply was read to its end.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The body.</param>
    /// <param name="From">Who answered.</param>
    /// <param name="Location">Where it redirects to, if it does.</param>
    public sealed record Replied(int Status, string Body, Uri From, Uri? Location = null) : HttpOutcome;

    /// <summary>The request could not be made: nothing was sent.</summary>
    /// <param name="Reason">Why; a sentence.</param>
    public sealed record NotSent(string Reason) : HttpOutcome;

    /// <summary>No connection came about: nothing was sent.</summary>
    /// <param name="Reason">Why, with the address.</param>
    public sealed record NotReached(string Reason) : HttpOutcome;

    /// <summary>The request was on its way, and no whole reply came back.</summary>
    /// <param name="Reason">Why, with the address.</param>
    public sealed record Broken(string Reason) : HttpOutcome;

    /// <summary>A redirect that leads nowhere.</summary>
    /// <param name="Reason">What is wrong with it, with the address it came from.</param>
    public sealed record Misdirected(string Reason) : HttpOutcome;

    /// <summary>A redirect to where credentials and rows must not go.</summary>
    /// <param name="What">Where, and why not; a sentence.</param>
    /// <param name="Remedy">What a person can do about it; a sentence.</param>
    public sealed record Forbidden(string What, string Remedy) : HttpOutcome;
}
