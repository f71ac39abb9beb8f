using System.Net.Http;

namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>A request that can be sent again, to another address too.</summary>
/// <param name="Method">The method.</param>
internal sealed record HttpCall(HttpMethod Method)
{
    /// <summary>Headers beside those that every request has.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Makes the body anew for each sending; none by default.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether the body waits for <c>100 Continue</c>.</summary>
    public bool IsContinueExpected { get; init; }

    /// <summary>Whether the credentials go with it; true by default.</summary>
    public bool IsAuthenticated { get; init; } = true;

    /// <summary>Whether redirects are followed; true by default. Else the first reply is the outcome.</summary>
    public bool FollowsRedirects { get; init; } = true;
}
