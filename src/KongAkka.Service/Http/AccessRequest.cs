namespace KongAkka.Service.Http;

/// <summary>What of a request decides whether it may make a change.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Host">Whom it calls, as <c>host</c> or <c>host:port</c>.</param>
/// <param name="Scheme">http or https.</param>
/// <param name="Origin">The page that sent it; null when none did.</param>
/// <param name="Authorization">Its credentials; null when it has none.</param>
/// <param name="HasCertificate">Whether it came over a connection whose client showed a trusted certificate.</param>
internal sealed record AccessRequest(string Method, string Host, string Scheme, string? Origin, string? Authorization, bool HasCertificate)
{
    /// <summary>Whether it changes anything.</summary>
    public bool IsChange => Method is not ("GET" or "HEAD" or "OPTIONS");
}
