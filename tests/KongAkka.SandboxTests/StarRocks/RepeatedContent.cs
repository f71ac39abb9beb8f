using System.Net;
using System.Text;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>A JSON array of one row many times and an end, sent without being held in memory.</summary>
internal sealed class RepeatedContent(byte[] row, int times, string end) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var block = new byte[row.Length * 500];
        for (var i = 0; i < 500; i++) row.CopyTo(block, i * row.Length);
        stream.WriteByte((byte)'[');
        for (var left = times; left > 0; left -= 500) await stream.WriteAsync(block.AsMemory(0, Math.Min(left, 500) * row.Length));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(end));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = ((long)row.Length * times) + 1 + Encoding.UTF8.GetByteCount(end);
        return true;
    }
}
