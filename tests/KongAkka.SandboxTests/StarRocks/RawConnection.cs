using System.Net.Sockets;
using System.Text;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>A TCP connection that shows what is said, byte by byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly NetworkStream _stream;

    public RawConnection(Uri server)
    {
        _tcp.Connect(server.Host, server.Port);
        _stream = _tcp.GetStream();
        _stream.ReadTimeout = 20_000;
    }

    public static string PutHead(string path, params string[] headers) =>
        $"PUT {path} HTTP/1.1\r\nHost: starrocks\r\nAuthorization: Basic cm9vdDo=\r\nformat: json\r\nstrip_outer_array: true\r\nstrict_mode: true\r\n"
        + string.Concat(headers.Select(h => h + "\r\n")) + "\r\n";

    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(byte[] bytes) => _stream.Write(bytes);

    /// <summary>No more bytes will be sent; answers can still be read.</summary>
    public void EndSending() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>One answer: its head, and its body when it has a length.</summary>
    public string ReadAnswer()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var next = _stream.ReadByte();
            if (next < 0) return head.ToString();
            head.Append((char)next);
        }

        var length = head.ToString().Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is null) return head.ToString();
        var body = new byte[int.Parse(length.Split(':')[1], null)];
        _stream.ReadExactly(body);
        return head + Encoding.UTF8.GetString(body);
    }

    public void Dispose() => _tcp.Dispose();
}
