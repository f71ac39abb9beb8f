using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace KongAkka.Tests.Pipeline.StarRocks;

/// <summary>One request at a <see cref="ScriptedServer"/> and the means to answer it.</summary>
internal sealed class Exchange
{
    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly List<byte> _received = [];

    private Exchange(TcpClient client, Stream stream, string head)
    {
        _client = client;
        _stream = stream;
        var lines = head.Split("\r\n");
        Method = lines[0].Split(' ')[0];
        Path = lines[0].Split(' ')[1];
        Headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
    }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The bytes that came in behind the head.</summary>
    public string Body
    {
        get
        {
            lock (_received) return Encoding.UTF8.GetString([.. _received]);
        }
    }

    public static async Task<Exchange?> ReadHeadAsync(TcpClient client, Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            head.Append((char)one[0]);
        }

        return new Exchange(client, stream, head.ToString()[..^4]);
    }

    public Task ContinueAsync() => WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");

    /// <summary>Reads the body, or as much of it as is asked for.</summary>
    public async Task ReadBodyAsync(int? bytes = null)
    {
        var length = bytes ?? (Headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0);
        var buffer = new byte[64 * 1024];
        while (_received.Count < length)
        {
            var read = await _stream.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, length - _received.Count)));
            if (read == 0) throw new IOException("the client stopped sending");
            lock (_received) _received.AddRange(buffer.AsSpan(0, read));
        }
    }

    public Task ReplyAsync(int status, string body, string headers = "") => WriteAsync(
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Whatever\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}Connection: close\r\n\r\n{body}"));

    public Task RedirectAsync(Uri to) => ReplyAsync(307, "", $"Location: {to}\r\n");

    public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Cuts the connection with a reset.</summary>
    public void Cut()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Close();
    }

    /// <summary>Takes what still comes in until the client closes, so that closing does not reset the reply away.</summary>
    public async Task DrainAsync()
    {
        if (!_client.Connected) return;
        _client.Client.Shutdown(SocketShutdown.Send);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await _stream.ReadAsync(buffer)) > 0)
        {
            lock (_received) _received.AddRange(buffer.AsSpan(0, read));
        }
    }
}
