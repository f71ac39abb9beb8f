namespace KongAkka.Parsing.AccessLog;

/// <summary>Where the columns' values lie in a plain encoded message; a length of -1 stands for NULL.</summary>
internal struct AccessLine
{
    /// <summary>The status code; -1 for NULL.</summary>
    public int Status = -1;

    /// <summary>Where the response time begins.</summary>
    public int ResponseStart;

    /// <summary>The length of the response time.</summary>
    public int ResponseLength = -1;

    /// <summary>Where the host begins.</summary>
    public int HostStart;

    /// <summary>The length of the host.</summary>
    public int HostLength = -1;

    /// <summary>Where the URL begins.</summary>
    public int UrlStart;

    /// <summary>The length of the URL.</summary>
    public int UrlLength = -1;

    /// <summary>How many quotes are in the URL.</summary>
    public int UrlQuotes;

    private bool _hasVersion;

    /// <summary>Makes a line of which nothing is known.</summary>
    public AccessLine()
    {
    }

    /// <summary>Finds the values in a message. False where it has no <c>HTTP/[0-9.]+"</c>.</summary>
    /// <param name="padded">The encoded message with what lies behind it, a quote first.</param>
    /// <param name="length">The length of the message.</param>
    /// <param name="quotes">Where its quotes are.</param>
    public bool TryFind(ReadOnlySpan<byte> padded, int length, ReadOnlySpan<int> quotes)
    {
        var next = 0;
        while (next < quotes.Length && !TryUrl(padded, length, quotes, next)) next++;
        for (next = 0; next < quotes.Length && (Status < 0 || ResponseLength < 0 || HostLength < 0); next++)
        {
            if (PlainPatterns.IsBehindVersion(padded, quotes[next])) ReadBehindVersion(padded, quotes, next);
        }

        return _hasVersion;
    }

    private bool TryUrl(ReadOnlySpan<byte> padded, int length, ReadOnlySpan<int> quotes, int quote)
    {
        var start = quotes[quote] + 1;
        var method = PlainPatterns.LengthOfMethod(padded[start..]);
        if (method == 0 || start + method > length) return false;
        UrlStart = start + method;
        var end = PlainPatterns.EndOfUrl(padded[UrlStart..], length - UrlStart, out var question);
        if (end <= 0) return true;
        UrlLength = question;
        while (++quote < quotes.Length && quotes[quote] < UrlStart + UrlLength) UrlQuotes++;
        return true;
    }

    private void ReadBehindVersion(ReadOnlySpan<byte> padded, ReadOnlySpan<int> quotes, int quote)
    {
        _hasVersion = true;
        var at = quotes[quote] + 1;
        if (padded[at++] != ' ') return;
        var digits = PlainPatterns.LengthOfDigits(padded[at..]);
        if (Status < 0 && digits >= 3) Status = ((padded[at] - '0') * 100) + ((padded[at + 1] - '0') * 10) + padded[at + 2] - '0';
        at += digits;
        if (digits == 0 || padded[at++] != ' ') return;
        var response = PlainPatterns.LengthOfDigitsAndPoints(padded[at..]);
        if (ResponseLength < 0 && response > 0) (ResponseStart, ResponseLength) = (at, response);
        if (HostLength >= 0) return;
        var times = response + PlainPatterns.LengthOfTimes(padded[(at + response)..]);
        at += times;
        if (times < 2 || padded[at - 1] != ' ' || padded[at] != '\\' || quote + 2 >= quotes.Length) return;
        HostStart = at + 2;
        HostLength = quotes[quote + 2] - 1 - HostStart;
    }
}
