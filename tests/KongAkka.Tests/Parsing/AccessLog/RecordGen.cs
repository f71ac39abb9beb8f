using System.Text;
using CsCheck;

namespace KongAkka.Tests.Parsing.AccessLog;

/// <summary>Record values as gateways write them, and the same damaged.</summary>
internal static class RecordGen
{
    private static readonly Gen<string> Time = Gen.OneOf(
        Gen.Select(Gen.Int[0, 59], Gen.OneOf("Z", ".5Z", ".123456789Z", "", "+09:00", ",9Z", "Z5", "ZZ", "E1"), (s, tail) => $"2025-11-20T01:23:{s:00}{tail}"),
        Gen.OneOf("2025-1-2T3:4:5Z", "1987-07-01T00:00:00Z", "9999-12-31T23:59:59Z", "0000-00-00T00:00:00Z", "", "T", "2025-11-20T01:23:61Z", "2025-11-20T24:23:00Z"));

    private static readonly Gen<string> Stream = Gen.Frequency((9, Gen.Const("stdout")), (1, Gen.OneOf("stderr", "stdout ", "std", "")));

    private static readonly Gen<string> Address = Gen.Frequency(
        (6, Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, Gen.Byte, (a, b, c, d) => $"{a}.{b}.{c}.{d}")),
        (1, Gen.OneOf("127.0.0.1", "127.0.0.1,", "1.2.3.4.5", "999.1.1.9999x", "1234.1.1.1", "::1", "10.0.0", "127.0.0.11")));

    private static readonly Gen<string> Method = Gen.OneOf("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "get", "GETX");

    private static readonly Gen<string> Url = Gen.OneOf(
        "/", "/a?b=1&c=2", "", "?", "/p q r", "/x HTTPX y", "/한글?q=글", "/a\nb", "/a\u2028b", "/a\u2029b", "/a\rb", "/a\u0085?b", "/HTTP/9\" 404 7 x", "/q\"uote?\"", "*", "/%7B%22", "/" + new string('z', 90) + "?x");

    private static readonly Gen<string> Version = Gen.OneOf("HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/", "HTTP/1.1.", "HTTP/1.a", "http/1.1", "HTTP/12.34");

    private static readonly Gen<string> Status = Gen.OneOf("200", "404", "20", "2000", "abc", "4x", "000", "");

    private static readonly Gen<string> Times = Gen.OneOf(
        "0.123", "1", "-", "0.1, 0.2", "1.2.3", ".", "..", ".5", "5.", "0.1 -", "", " ", "1e3", "123456789012345.6789", "0.1ms", "00000000000000000000.5", "9007199254740993");

    private static readonly Gen<string> Host = Gen.OneOf("demo01-star3.example.io", "platform.example.io", "", "-", "-lead", "trail-", "한글-호스트", "a\u0085-b", "h:8443", "a\rb");

    private static readonly Gen<string> Agent = Gen.OneOf(
        "curl/8", "Mozilla/5.0 (X11; Linux x86_64)", "", "Evil HTTP/1.1\" 201 7.5 \"evil-host\"", "\"GET /evil?x HTTP", "back\\slash", "tab\there", "\\\" 200", "é", "😀");

    private static readonly Gen<string> Message = Gen.Select(
        Gen.Select(Address, Method, Url, Version), Gen.Select(Status, Times, Host, Agent), (request, reply) =>
            $"{request.Item1} - - [20/Nov/2025:01:23:45 +0000] \"{request.Item2} {request.Item3} {request.Item4}\" {reply.Item1} {reply.Item2} \"{reply.Item3}\" 5 \"{reply.Item4}\"");

    private static readonly Gen<string> Tail = Gen.OneOf("}", "}", "}x", " }", ",\"logtag\":\"F\",\"kubernetes\":{\"pod\":[1,{\"a\":null}]}}", ",\"x\":nope}", "", ",\"stream\":\"stderr\"}", ",\"message\":null}", "\n}");

    private static readonly string[] Tokens =
    [
        "\"", "\\", "\\\"", "\\\\", "{", "}", ",", ":", " ", "\\u0031", "\\u00e9", "\\ud83d", "\\/", "\\n", "\\q", "\t", "\n", "\0", "é", "\r", "\u0085", "\u2028", "\u2029", "😀", "?", "-", ".", "1.2.3",
        " HTTP", "HTTP/1.1\\\" 200 0.5 \\\"a-b\\\"", "\\\"GET ", "127.0.0.1 ", "\"time\":\"x\",", "\"stream\":\"stdout\",", "\"message\":\"10.0.0.1 HTTP/\",", "null", "1e5",
    ];

    private static readonly byte[][] BrokenBytes = [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xB8, 0x80], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xC1, 0xB3]];

    private static readonly Gen<byte[]> Inserted = Gen.Frequency((4, Gen.OneOf(Tokens).Select(Encoding.UTF8.GetBytes)), (1, Gen.OneOf(BrokenBytes)));

    /// <summary>Undamaged records: fields in order or not, a few twice or missing, with and without spaces and a tail.</summary>
    public static Gen<byte[]> Realistic { get; } = Gen.Select(Gen.Select(Time, Stream, Message), Gen.Int[0, 30], Gen.Bool, Gen.Bool, Tail, (fields, order, spaced, escaped, tail) =>
        Encoding.UTF8.GetBytes(Join(Order(fields.Item1, fields.Item2, fields.Item3, order, escaped), spaced) + tail));

    /// <summary>Records with a few bytes changed, taken out, put in or said twice.</summary>
    public static Gen<byte[]> Damaged { get; } = Gen.Select(Realistic, Gen.Select(Gen.Int[0, 4], Gen.Double.Unit, Gen.Int[1, 12], Gen.Byte, Inserted).Array[1, 3], (record, edits) =>
        edits.Aggregate(record, (bytes, edit) => Apply(bytes, edit)));

    /// <summary>Both kinds.</summary>
    public static Gen<byte[]> Any { get; } = Gen.Frequency((1, Realistic), (2, Damaged));

    private static string[] Order(string time, string stream, string message, int order, bool escaped)
    {
        var (t, s, m) = ($"\"time\":{RecordText.Quote(time)}", $"\"stream\":{RecordText.Quote(stream)}", $"\"message\":{Quote(message, escaped)}");
        return order switch
        {
            0 => [m, s, t],
            1 => [s, t, m],
            2 => [s, m],
            3 => [t, s, s, m],
            4 => [t, m, "\"x\":[{}]", s],
            5 => [s, "\"stream\":\"stdout\"", m],
            6 => [t, "\"stream\":\"std\\u006fut\"", m],
            7 => ["\"t\\u0069me\":\"\"", s, m],
            _ => [t, s, m],
        };
    }

    private static string Quote(string text, bool escaped) => escaped ? System.Text.Json.JsonSerializer.Serialize(text).Replace("\\u0022", "\\\"", StringComparison.Ordinal) : RecordText.Quote(text);

    private static string Join(string[] fields, bool spaced) =>
        "{" + string.Join(spaced ? ", " : ",", spaced ? fields.Select(f => f.Replace("\":", "\": ", StringComparison.Ordinal)) : fields);

    private static byte[] Apply(byte[] bytes, (int Kind, double Place, int Length, byte Value, byte[] Inserted) edit)
    {
        var at = (int)(edit.Place * (bytes.Length + 1));
        var end = Math.Min(bytes.Length, at + edit.Length);
        return edit.Kind switch
        {
            0 when at < bytes.Length => [.. bytes[..at], edit.Value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 or 3 => [.. bytes[..at], .. edit.Inserted, .. bytes[at..]],
            _ => [.. bytes[..end], .. bytes[at..]],
        };
    }
}
