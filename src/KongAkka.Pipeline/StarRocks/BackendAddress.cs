using System.Diagnostics.CodeAnalysis;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>Where a BE is reached that StarRocks knows by another address.</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port; null: the one that StarRocks tells.</param>
public sealed record BackendAddress(string Host, int? Port)
{
    /// <summary>Reads <c>host</c> or <c>host:port</c>; an IPv6 address stands in brackets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">What it says.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out BackendAddress? address)
    {
        var isAddress = Uri.TryCreate($"be://{text}", UriKind.Absolute, out var url)
            && url is { Host.Length: > 0, PathAndQuery: "" or "/", Fragment: "", UserInfo: "" } && Uri.CheckHostName(url.Host) != UriHostNameType.Unknown;
        address = isAddress ? new BackendAddress(url!.Host, url.Port < 0 ? null : url.Port) : null;
        return isAddress;
    }

    /// <summary>The same resource at this address.</summary>
    internal Uri InsteadOf(Uri told) => new UriBuilder(told) { Host = Host, Port = Port ?? told.Port }.Uri;
}
