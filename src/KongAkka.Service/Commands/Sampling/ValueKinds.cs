using System.Globalization;
using System.Net;

namespace KongAkka.Service.Commands.Sampling;

/// <summary>What a single value of the access log's columns looks like. Pure.</summary>
internal static class ValueKinds
{
    /// <summary>Whether a number has no digits behind the point, as bytes and milliseconds have none.</summary>
    public static bool IsWhole(string number) => double.TryParse(number, CultureInfo.InvariantCulture, out var value) && double.IsInteger(value);

    /// <summary>Whether a text is an IPv4 or IPv6 address, written whole.</summary>
    public static bool IsAddress(string text) => IPAddress.TryParse(text, out _) && (text.Contains(':') || text.Count(c => c == '.') == 3);

    /// <summary>Whether a text is an address of the web, as a referer is, and not a host alone.</summary>
    public static bool IsReferer(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.Contains('/');

    /// <summary>Whether a text stands for nothing: it is empty, or what nginx writes for an empty variable.</summary>
    public static bool IsNothing(string text) => text is "" or "-";

    /// <summary>Whether a number is a status of HTTP.</summary>
    public static bool IsStatus(string number) => int.TryParse(number, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599;

    /// <summary>Whether a request's target is a path.</summary>
    public static bool IsPath(string text) => text.StartsWith('/');
}
