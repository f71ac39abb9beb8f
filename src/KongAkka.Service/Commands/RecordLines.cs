namespace KongAkka.Service.Commands;

/// <summary>Cuts a stream into lines, read in large blocks. Only a line feed ends a line, and it is not part of it.</summary>
/// <param name="input">The stream.</param>
/// <param name="beforeRead">Called before the stream is read, which may take until somebody writes to its other end.</param>
internal sealed class RecordLines(Stream input, Action beforeRead)
{
    private byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line; holds until the next call.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0) return Take(searched + feed, 1, out line);
            searched = _end - _start;
            if (_atEnd) return Take(searched, 0, out line) && line.Length > 0;
            Fill();
        }
    }

    private bool Take(int length, int feed, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, length);
        _start += length + feed;
        Number++;
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, checked((int)Math.Min(Array.MaxLength, 2L * _buffer.Length)));
        if (_end == _buffer.Length) throw new IOException($"Line {Number + 1} is longer than {Array.MaxLength} bytes.");
        beforeRead();
        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
    }
}
