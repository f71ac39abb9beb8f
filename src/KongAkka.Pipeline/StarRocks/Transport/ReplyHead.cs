namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>Reads the heads of HTTP/1.1 replies as they come in, in pieces of any size, and tells when the first final one has begun.</summary>
internal sealed class ReplyHead
{
    private const int StatusAt = 9;

    private int _at;
    private int _newLines;
    private bool _isInterim;

    /// <summary>Whether a final reply, one whose status is not 1xx, has begun with the bytes given so far.</summary>
    public bool IsFinal(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (_at == StatusAt) _isInterim = b == '1';
            if (_at == StatusAt && !_isInterim) return true;
            _at++;
            if (b == '\n') _newLines++;
            else if (b != '\r') _newLines = 0;
            if (_newLines == 2) (_at, _newLines) = (0, 0);
        }

        return false;
    }
}
