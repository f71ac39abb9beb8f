using System.Runtime.CompilerServices;

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

    private bool _hasRequest;
    private bool _hasVersion;

    /// <summary>Makes a line of which nothing is known.</summary>
    public AccessLine()
    {
    }

    /// <summary>Finds the values in a message. False where it has no <c>HTTP/[0-9.]+"</c> or where the numbers behind one go on for long.</summary>
    /// <param name="message">The encoded message and what lies behind it, a quote first.</param>
    /// <param name="length">The length of the message.</param>
    /// <param name="masks">For each block of it a mask of its quotes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryFind(PaddedText message, int length, ReadOnlySpan<ulong> masks)
    {
        var quotes = new QuoteWalk(masks);
        for (var quote = quotes.Next(); quote != QuoteWalk.End; quote = quotes.Next())
        {
            if (!_hasRequest) ReadRequest(message, length, quote, quotes);
            if (!PlainPatterns.IsBehindVersion(message, quote)) continue;
            _hasVersion = true;
            if (!TryReadReply(message, quote, quotes)) return false;
            if (_hasRequest & (Status >= 0) & (ResponseLength > 0) & (HostLength >= 0)) break;
        }

        return _hasVersion;
    }

    private void ReadRequest(PaddedText message, int length, int quote, QuoteWalk behind)
    {
        var method = PlainPatterns.LengthOfMethod(message, quote + 1);
        var start = quote + 1 + method;
        if (method == 0 || start > length) return;
        _hasRequest = true;
        var end = PlainPatterns.EndOfUrl(message, start, length, out var question);
        if (end <= start) return;
        UrlStart = start;
        UrlLength = question - start;
        while (behind.Next() < UrlStart + UrlLength) UrlQuotes++;
    }

    private bool TryReadReply(PaddedText message, int quote, QuoteWalk behind)
    {
        var at = quote + 1;
        if (!PlainPatterns.TryReadNumbers(message, at, out var status, out var response, out var times)) return false;
        if (Status < 0 && status >= 3) Status = (message[at + 1] * 100) + (message[at + 2] * 10) + message[at + 3] - ('0' * 111);
        at += status + 2;
        if (ResponseLength < 0 && response > 0) (ResponseStart, ResponseLength) = (at, response);
        at += times;
        if (HostLength >= 0 || times < 2 || message[at - 1] != ' ' || message[at] != '\\') return true;
        behind.Next();
        var close = behind.Next();
        if (close != QuoteWalk.End) (HostStart, HostLength) = (at + 2, close - 1 - (at + 2));
        return true;
    }
}
