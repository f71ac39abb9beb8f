using System.Net;
using System.Security.Cryptography;
using System.Text;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Http;

/// <summary>
/// Who may change what. Pure. Reading is free. A change needs the token or a client certificate where one of them is configured; where none is, it is free on loopback
/// and impossible elsewhere. A web page of another site changes nothing, even in the browser of somebody who could.
/// </summary>
/// <param name="settings">What is configured.</param>
internal sealed class AccessRule(AdminSettings settings)
{
    private const string Bearer = "Bearer ";

    /// <summary>Judges a request.</summary>
    /// <param name="request">The request.</param>
    public AccessVerdict Judge(AccessRequest request)
    {
        if (!request.IsChange) return AccessVerdict.Granted;
        if (settings.ReadOnly) return AccessVerdict.ReadOnly;
        if (request.Origin is { } origin && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)) return AccessVerdict.ForeignPage;
        if (settings.Token is not null || settings.ClientAuthorities is not null) return IsProven(request) ? AccessVerdict.Granted : AccessVerdict.Unproven;
        if (!IPAddress.IsLoopback(settings.BindAddress)) return AccessVerdict.Closed;
        return IsLocalName(request.Host) ? AccessVerdict.Granted : AccessVerdict.ForeignPage;
    }

    private bool IsProven(AccessRequest request)
    {
        if (settings.ClientAuthorities is not null && request.HasCertificate) return true;
        if (settings.Token is not { } token || request.Authorization is not { } given || !given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[Bearer.Length..].Trim()), Encoding.UTF8.GetBytes(token));
    }

    /// <summary>A name that somebody else's name server could have pointed to this machine is none.</summary>
    private static bool IsLocalName(string host)
    {
        var name = IPEndPoint.TryParse(host, out _) ? "localhost" : host.Split(':')[0];
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase);
    }
}
