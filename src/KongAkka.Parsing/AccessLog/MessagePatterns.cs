using System.Buffers;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// The regular expressions of the Flink job over a message, each as Java's engine matches it: the first match from the left, <c>.</c> no line terminator.
/// </summary>
internal static class MessagePatterns
{
    private static readonly SearchValues<char> LineTerminators = SearchValues.Create("\n\r\u0085\u2028\u2029");
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> DigitsPoint = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> DigitsPointMinusSpace = SearchValues.Create("0123456789.- ");

    private static readonly string[] Methods = ["GET ", "POST ", "PUT ", "DELETE ", "HEAD ", "OPTIONS "];

    /// <summary>The job's WHERE over the message: an IPv4-like start that is not <c>127.0.0.1</c> and <c>HTTP/</c> anywhere.</summary>
    /// <param name="message">The message.</param>
    public static bool IsAccess(ReadOnlySpan<char> message) =>
        StartsWithAddress(message) && message.Contains("HTTP/", StringComparison.Ordinal) && ClientIp(message) is not "127.0.0.1";

    /// <summary><c>SPLIT_INDEX(message, ' ', 0)</c> of a message that is not empty.</summary>
    /// <param name="message">The message.</param>
    public static ReadOnlySpan<char> ClientIp(ReadOnlySpan<char> message) => UpTo(message, ' ');

    /// <summary>Group 1 of <c>HTTP/[0-9.]+" ([0-9]{3})</c>; -1 without a match.</summary>
    /// <param name="message">The message.</param>
    public static int StatusCode(ReadOnlySpan<char> message)
    {
        while (NextVersion(ref message))
        {
            if (message is [' ', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', ..])
                return ((message[1] - '0') * 100) + ((message[2] - '0') * 10) + message[3] - '0';
        }

        return -1;
    }

    /// <summary>Group 1 of <c>HTTP/[0-9.]+" [0-9]+ ([0-9.]+)</c>; empty without a match.</summary>
    /// <param name="message">The message.</param>
    public static ReadOnlySpan<char> ResponseTime(ReadOnlySpan<char> message)
    {
        while (NextVersion(ref message))
        {
            var behind = BehindStatus(message);
            var length = LengthOf(behind, DigitsPoint);
            if (length > 0) return behind[..length];
        }

        return [];
    }

    /// <summary>Group 1 of <c>HTTP/[0-9.]+" [0-9]+ [-0-9. ]+ "(.*?)"</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="host">The group; may be empty.</param>
    public static bool TryHostDomain(ReadOnlySpan<char> message, out ReadOnlySpan<char> host)
    {
        host = [];
        while (NextVersion(ref message))
        {
            var behind = BehindStatus(message);
            var length = LengthOf(behind, DigitsPointMinusSpace);
            if (length < 2 || behind[length - 1] != ' ' || !behind[length..].StartsWith('"')) continue;
            var rest = behind[(length + 1)..];
            var end = rest.IndexOf('"');
            if (end < 0 || rest[..end].ContainsAny(LineTerminators)) continue;
            host = rest[..end];
            return true;
        }

        return false;
    }

    /// <summary>Group 2 of <c>"(GET|POST|PUT|DELETE|HEAD|OPTIONS) (.*?) HTTP</c>, cut at its first <c>?</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="url">The group; may be empty where something was cut.</param>
    /// <returns>Whether there is a match and its group is not empty, since <c>SPLIT_INDEX('', …)</c> is NULL.</returns>
    public static bool TryRequestUrl(ReadOnlySpan<char> message, out ReadOnlySpan<char> url)
    {
        url = [];
        while (NextBehind(ref message, "\""))
        {
            var method = MethodLength(message);
            if (method == 0) continue;
            var rest = message[method..];
            var end = rest.IndexOf(" HTTP", StringComparison.Ordinal);
            if (end < 0) return false;
            var terminator = rest[..end].IndexOfAny(LineTerminators);
            if (terminator >= 0)
            {
                // No match begins before it: each would run into it on its way to the same end.
                message = rest[(terminator + 1)..];
                continue;
            }

            url = UpTo(rest[..end], '?');
            return end > 0;
        }

        return false;
    }

    /// <summary><c>CASE WHEN host LIKE '%-%' THEN SPLIT_INDEX(host, '-', 0)</c>.</summary>
    /// <param name="host">The host.</param>
    /// <param name="project">The host up to its first <c>-</c>.</param>
    /// <returns>Whether the host has a <c>-</c>.</returns>
    public static bool TryProject(ReadOnlySpan<char> host, out ReadOnlySpan<char> project)
    {
        project = UpTo(host, '-');
        return project.Length < host.Length;
    }

    private static bool StartsWithAddress(ReadOnlySpan<char> message)
    {
        for (var part = 0; part < 4; part++)
        {
            if (part > 0)
            {
                if (!message.StartsWith('.')) return false;
                message = message[1..];
            }

            var digits = LengthOf(message, Digits);
            if (digits == 0 || (digits > 3 && part < 3)) return false;
            message = message[digits..];
        }

        return true;
    }

    private static int MethodLength(ReadOnlySpan<char> text)
    {
        foreach (var method in Methods)
        {
            if (text.StartsWith(method)) return method.Length;
        }

        return 0;
    }

    /// <summary>Behind the next <c>HTTP/[0-9.]+"</c>.</summary>
    private static bool NextVersion(ref ReadOnlySpan<char> message)
    {
        while (NextBehind(ref message, "HTTP/"))
        {
            var length = LengthOf(message, DigitsPoint);
            if (length == 0 || !message[length..].StartsWith('"')) continue;
            message = message[(length + 1)..];
            return true;
        }

        return false;
    }

    private static bool NextBehind(ref ReadOnlySpan<char> text, ReadOnlySpan<char> what)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        if (at < 0) return false;
        text = text[(at + what.Length)..];
        return true;
    }

    /// <summary>Behind <c> [0-9]+ </c> at the start; empty without it.</summary>
    private static ReadOnlySpan<char> BehindStatus(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(' ')) return [];
        var digits = LengthOf(text[1..], Digits);
        return digits > 0 && text[(digits + 1)..].StartsWith(' ') ? text[(digits + 2)..] : [];
    }

    private static int LengthOf(ReadOnlySpan<char> text, SearchValues<char> part)
    {
        var length = text.IndexOfAnyExcept(part);
        return length < 0 ? text.Length : length;
    }

    private static ReadOnlySpan<char> UpTo(ReadOnlySpan<char> text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? text : text[..at];
    }
}
