using System.Net.Sockets;
using System.Text;
using K4os.Compression.LZ4.Streams;
using K4os.Hash.xxHash;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>What StarRocks' own Java client sends, byte by byte: its headers, its redirect, its probes and what it reads of the answers.</summary>
public sealed class LoadClientContractTests : StarRocksTest
{
    private const string Path = "/api/quickstart/kong_log_events/_stream_load";
    private const string JsonHeaders = "format: json\r\nstrip_outer_array: true\r\nignore_json_size: true\r\n";
    private const string CsvHeaders = "format: csv\r\ncolumn_separator: \\x01\r\nrow_delimiter: \\x02\r\ncolumns: `stream`,`message`\r\n";

    [Theory]
    [InlineData(JsonHeaders, "[{\"stream\":\"stdout\",\"message\":\"a\"},{\"stream\":\"stdout\",\"message\":\"b\"}]")]
    [InlineData(CsvHeaders, "stdout\u0001a\u0002stdout\u0001b\u0002")]
    public async Task Its_load_of_known_length_follows_the_redirect(string format, string body)
    {
        var head = $"{Put(Path, format)}Content-Length: {body.Length}\r\nContent-Type: application/octet-stream\r\n\r\n";

        var answer = Load(head, connection => connection.Send(body));

        AssertIsSuccess(answer);
        Assert.Equal(["[\"stdout\",\"a\"]", "[\"stdout\",\"b\"]"], await Client.SelectAsync("SELECT stream, message FROM kong_log_events ORDER BY 2"));
    }

    [Theory]
    [InlineData(JsonHeaders, "[{\"stream\":\"stdout\",\"message\":\"a\"},{\"stream\":\"stdout\",\"message\":\"b\"}]")]
    [InlineData(CsvHeaders, "stdout\u0001a\u0002stdout\u0001b\u0002")]
    public async Task Its_lz4_load_is_chunked_and_follows_the_redirect(string format, string body)
    {
        var packed = Lz4Frame(body);
        var head = $"{Put(Path, format)}compression: lz4_frame\r\nTransfer-Encoding: chunked\r\nContent-Type: application/octet-stream\r\n\r\n";

        var answer = Load(head, connection =>
        {
            foreach (var part in packed.Chunk(20))
            {
                connection.Send($"{part.Length:x}\r\n");
                connection.Send(part);
                connection.Send("\r\n");
            }

            connection.Send("0\r\n\r\n");
        });

        AssertIsSuccess(answer);
        Assert.Equal(2, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task Its_probe_of_a_host_is_a_connection_without_a_byte()
    {
        for (var i = 0; i < 5; i++)
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(Server.LoadUrl.Host, Server.LoadUrl.Port);
        }

        Assert.Equal("Success", (await Client.LoadAsync("kong_log_events", """[{"message":"m"}]""")).Status);
    }

    [Theory]
    [InlineData("POST", "begin")]
    [InlineData("PUT", "load")]
    [InlineData("POST", "prepare")]
    [InlineData("POST", "commit")]
    [InlineData("POST", "rollback")]
    public void Its_probe_of_the_transaction_interface_reads_that_there_is_none(string method, string action)
    {
        using var connection = new RawConnection(Server.LoadUrl);
        connection.Send($"{method} /api/transaction/{action} HTTP/1.1\r\nAuthorization: Basic cm9vdDo=\r\nContent-Length: 0\r\n{ClientHeaders}\r\n");

        var answer = connection.ReadAnswer();

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"FAILED\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"msg\":\"Not implemented\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_finds_the_state_of_a_label_in_every_answer()
    {
        await Client.LoadAsync("kong_log_events", """[{"message":"m"}]""", StreamLoadClient.Json("known"));

        Assert.Contains("{\"state\":\"VISIBLE\",\"reason\":\"\",\"status\":\"OK\",\"code\":\"0\",\"msg\":\"Success\",\"message\":\"OK\"}", State("known"), StringComparison.Ordinal);
        Assert.Contains("\"state\":\"UNKNOWN\"", State("unknown"), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"FAILED\"", State("known", "nowhere"), StringComparison.Ordinal);
        Assert.Contains("unknown database, database=nowhere", State("known", "nowhere"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/quickstart/running/_cancel")]
    [InlineData("/api/quickstart/kong_log_events/_cancel?label=running")]
    public async Task It_cancels_by_either_path(string path)
    {
        using var running = new RawConnection(Server.BackendUrl);
        running.Send($"{Put(Path, JsonHeaders).Replace("label: sdk", "label: running", StringComparison.Ordinal)}Content-Length: 100\r\n\r\n");
        running.ReadAnswer();

        Assert.Contains("\"status\":\"OK\"", await Client.PostAsync(path), StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("running"));
    }

    // Apache HttpClient 4 names these by itself.
    private static string ClientHeaders => "Host: starrocks\r\nConnection: Keep-Alive\r\nUser-Agent: Apache-HttpClient/4.5.13 (Java/1.8.0_392)\r\nAccept-Encoding: gzip,deflate\r\n";

    private static string Put(string path, string format) =>
        $"PUT {path} HTTP/1.1\r\ntimeout: 600\r\nAuthorization: Basic cm9vdDo=\r\nExpect: 100-continue\r\n{format}label: sdk\r\ndb: quickstart\r\ntable: kong_log_events\r\n{ClientHeaders}";

    // Its frames say how long their content is, which the encoder here cannot: the field is put in, with the header's checksum.
    private static byte[] Lz4Frame(string body)
    {
        const int MagicBytes = 4;
        const int ContentSizeFlag = 1 << 3;
        using var packed = new MemoryStream();
        var settings = new LZ4EncoderSettings { ChainBlocks = false, BlockSize = 4 << 20 };
        using (var stream = LZ4Stream.Encode(packed, settings, leaveOpen: true)) stream.Write(Encoding.UTF8.GetBytes(body));
        var plain = packed.ToArray();
        byte[] header = [(byte)(plain[MagicBytes] | ContentSizeFlag), plain[MagicBytes + 1], .. BitConverter.GetBytes((long)body.Length)];
        return [.. plain[..MagicBytes], .. header, (byte)(XXH32.DigestOf(header) >> 8), .. plain[(MagicBytes + 3)..]];
    }

    private static void AssertIsSuccess(string answer)
    {
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"Status\": \"Success\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"Label\": \"sdk\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"NumberLoadedRows\": 2", answer, StringComparison.Ordinal);
    }

    private string Load(string head, Action<RawConnection> sendBody)
    {
        using var frontend = new RawConnection(Server.LoadUrl);
        frontend.Send(head);
        var redirect = frontend.ReadAnswer();
        Assert.StartsWith("HTTP/1.1 307 ", redirect, StringComparison.Ordinal);
        Assert.Contains($"Location: {new Uri(Server.BackendUrl, Path)}\r\n", redirect, StringComparison.Ordinal);
        using var backend = new RawConnection(Server.BackendUrl);
        backend.Send(head);
        Assert.StartsWith("HTTP/1.1 100 ", backend.ReadAnswer(), StringComparison.Ordinal);
        sendBody(backend);
        return backend.ReadAnswer();
    }

    private string State(string label, string database = "quickstart")
    {
        using var connection = new RawConnection(Server.LoadUrl);
        connection.Send($"GET /api/{database}/get_load_state?label={label} HTTP/1.1\r\nAuthorization: Basic cm9vdDo=\r\n{ClientHeaders.Replace("Keep-Alive", "close", StringComparison.Ordinal)}\r\n");
        return connection.ReadAnswer();
    }
}
