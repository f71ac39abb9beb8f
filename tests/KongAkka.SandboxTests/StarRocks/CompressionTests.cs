using System.IO.Compression;
using System.Text;
using K4os.Compression.LZ4.Streams;
using ZstdSharp;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class CompressionTests : StarRocksTest
{
    private const int Rows = 30_000;

    public static TheoryData<string, string, string> Ways => new()
    {
        { "json", "compression", "gzip" },
        { "json", "compression", "LZ4_FRAME" },
        { "json", "compression", "zstd" },
        { "json", "Content-Encoding", "gzip" },
        { "json", "Content-Encoding", "lz4_frame" },
        { "json", "Content-Encoding", "zstd" },
        { "csv", "compression", "gzip" },
        { "csv", "compression", "lz4_frame" },
        { "csv", "compression", "zstd" },
        { "csv", "format", "gzip" },
        { "csv", "format", "lz4" },
        { "csv", "format", "zstd" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_compressed_body_is_loaded_whole(string format, string header, string compression)
    {
        var body = Packed(Body(format), compression);

        var answer = await Client.LoadAsync("kong_log_events", () => new ByteArrayContent(body), Headers(format, header, compression));

        Assert.Equal("Success", answer.Status);
        Assert.Equal((Rows, Rows, 0), answer.Rows);
        Assert.Equal(body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), answer["LoadBytes"]);
        Assert.Equal([$"[{Rows},{Rows}]"], await Client.SelectAsync("SELECT count(*), count(DISTINCT message) FROM kong_log_events"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_compressed_body_that_is_cut_short_or_spoiled_fails_the_load_and_frees_the_label(string format, string header, string compression)
    {
        var body = Packed(Body(format), compression);
        var headers = Headers(format, header, compression);
        headers["label"] = "spoiled";

        var cut = await Client.LoadAsync("kong_log_events", () => new ByteArrayContent(body[..(body.Length / 2)]), headers);
        var plain = await Client.LoadAsync("kong_log_events", () => new StringContent("this was never compressed, whatever the header says"), headers);

        Assert.StartsWith("Failed to decompress the body: ", cut.Message, StringComparison.Ordinal);
        Assert.StartsWith("Failed to decompress the body: ", plain.Message, StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("spoiled"));
        Assert.Equal(0, await Client.CountAsync("kong_log_events"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("lz4_frame")]
    [InlineData("zstd")]
    public async Task Frames_one_after_the_other_are_one_body(string compression)
    {
        byte[] body = [.. Packed("stdout\tfirst\n", compression), .. Packed("stdout\tsecond\n", compression)];
        var headers = Headers("csv", "compression", compression);
        headers["columns"] = "stream,message";

        var answer = await Client.LoadAsync("kong_log_events", () => new ByteArrayContent(body), headers);

        Assert.Equal((2, 2, 0), answer.Rows);
    }

    [Fact]
    public async Task Two_headers_for_one_compression_are_refused()
    {
        var headers = Headers("json", "compression", "gzip");
        headers["Content-Encoding"] = "gzip";

        var answer = await Client.LoadAsync("kong_log_events", "[]", headers);

        Assert.Equal("Only one of http header content-encoding and compression can be set", answer.Message);
    }

    private static Dictionary<string, string> Headers(string format, string header, string compression)
    {
        var headers = format == "json" ? StreamLoadClient.Json() : new Dictionary<string, string> { ["columns"] = "stream,message" };
        headers[header] = compression;
        return headers;
    }

    private static string Body(string format) => format == "json"
        ? $"[{string.Join(',', Enumerable.Range(0, Rows).Select(row => $$"""{"stream":"stdout","message":"row {{row}}"}"""))}]"
        : string.Concat(Enumerable.Range(0, Rows).Select(row => $"stdout\trow {row}\n"));

    private static byte[] Packed(string text, string compression)
    {
        using var packed = new MemoryStream();
        using (Stream stream = compression.ToUpperInvariant() switch
        {
            "GZIP" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "ZSTD" => new CompressionStream(packed, leaveOpen: true),
            _ => LZ4Stream.Encode(packed, leaveOpen: true),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
