namespace KongAkka.Sandbox.Traffic;

/// <summary>Lines that are odd and yet become rows; each states the columns that come out differently.</summary>
internal static class OddLines
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Oddity> All { get; } =
    [
        new("response time -", 60, d => Duration(d, "-"u8, null)),
        new("response time 5.", 5, d => Duration(d, "5."u8, 5)),
        new("response time .5", 5, d => Duration(d, ".5"u8, 0.5)),
        new("response time of a day", 5, d => Duration(d, "86400.001"u8, 86400.001)),
        new("response times of two upstreams", 10, d =>
        {
            Duration(d, "0.1, 0.2"u8, 0.1);
            d.Row.HostDomain.SetNull();
            d.Row.ProjectName.Set("platform"u8);
        }),
        new("status 000", 5, d => Status(d, "000"u8, 0)),
        new("status of two digits", 5, d => Status(d, "20"u8, null)),
        new("status of four digits", 5, d => Status(d, "2000"u8, 200)),
        new("status 499", 20, d => Status(d, "499"u8, 499)),
        new("PATCH", 60, d => UnknownMethod(d, "PATCH"u8)),
        new("PROPFIND", 5, d => UnknownMethod(d, "PROPFIND"u8)),
        new("method in small letters", 5, d => UnknownMethod(d, "get"u8)),
        new("empty target", 5, d => Target(d, ""u8, ""u8, null)),
        new("only a query", 5, d => Target(d, ""u8, "?q=1"u8, "")),
        new("asterisk", 5, d => Target(d, "*"u8, ""u8, "*")),
        new("absolute target", 5, d => Target(d, "http://demo-a.example.io/p"u8, "?x=1#f"u8, "http://demo-a.example.io/p")),
        new("Korean path", 40, d => Target(d, "/검색/대시보드"u8, "?q=한글"u8, "/검색/대시보드")),
        new("emoji path", 10, d => Target(d, "/files/🚀/report 1.pdf"u8, ""u8, "/files/🚀/report 1.pdf")),
        new("line separator in the target", 5, d => Target(d, "/a\u2028b"u8, ""u8, null)),
        new("URL of 4 KB that is mostly query", 15, LongQuery),
        new("URL of exactly 1000 bytes", 10, d => LongPath(d, 1000)),
        new("Korean host", 30, d => Host(d, "한글-포털.example.kr"u8, "한글"u8)),
        new("host of one label", 5, d => Host(d, "localhost"u8, "platform"u8)),
        new("host -", 10, d => Host(d, "-"u8, ""u8)),
        new("no host", 5, d => Host(d, ""u8, "platform"u8)),
        new("IPv6 host", 5, d => Host(d, "[2001:db8::1]:8443"u8, "platform"u8)),
        new("host of exactly 255 bytes", 5, d => LongHost(d, "edge-"u8, 255)),
        new("next to loopback", 10, d => Client(d, "127.0.0.2"u8)),
        new("loopback with a comma", 5, d => Client(d, "127.0.0.1,"u8)),
        new("address out of range", 5, d => Client(d, "999.999.999.999"u8)),
        new("line feed at the end", 10, d => d.Line.Tail.Set("\n"u8)),
        new("Korean agent", 20, d => d.Line.Agent.Set("데이터-수집기/2.1 (서울)"u8)),
        new("quotes escaped by nginx", 10, d => d.Line.Agent.Set("\\x22Mozilla\\x22 \\xED\\x95\\x9C"u8)),
        new("NUL, TAB, LF and CR", 10, d => d.Line.Agent.Set("a\0b\tc\nd\re"u8)),
    ];

    private static void Duration(RecordDraft draft, ReadOnlySpan<byte> written, double? expected)
    {
        draft.Line.Duration.Set(written);
        draft.Row.ResponseTime = expected;
    }

    private static void Status(RecordDraft draft, ReadOnlySpan<byte> written, int? expected)
    {
        draft.Line.Status.Set(written);
        draft.Row.StatusCode = expected;
    }

    private static void UnknownMethod(RecordDraft draft, ReadOnlySpan<byte> method)
    {
        draft.Line.Method.Set(method);
        draft.Row.RequestUrl.SetNull();
    }

    private static void Target(RecordDraft draft, ReadOnlySpan<byte> path, ReadOnlySpan<byte> query, string? expected)
    {
        draft.Line.Path.Set(path);
        draft.Line.Query.Set(query);
        if (expected is null) draft.Row.RequestUrl.SetNull();
        else draft.Row.RequestUrl.Clear().Add(expected);
    }

    private static void LongQuery(RecordDraft draft)
    {
        draft.Line.Path.Set("/explore"u8);
        draft.Line.Query.Set("?form_data="u8).Repeat("%7B%22a%22%3A1%7D"u8, 240);
        draft.Row.RequestUrl.Set("/explore"u8);
    }

    private static void LongPath(RecordDraft draft, int bytes)
    {
        draft.Line.Path.Set("/"u8).Repeat("p"u8, bytes - 1);
        draft.Row.RequestUrl.Set(draft.Line.Path);
    }

    private static void Host(RecordDraft draft, ReadOnlySpan<byte> host, ReadOnlySpan<byte> project)
    {
        draft.Line.Host.Set(host);
        draft.Row.HostDomain.Set(host);
        draft.Row.ProjectName.Set(project);
    }

    private static void LongHost(RecordDraft draft, ReadOnlySpan<byte> head, int bytes)
    {
        draft.Line.Host.Set(head).Repeat("h"u8, bytes - head.Length);
        draft.Row.HostDomain.Set(draft.Line.Host);
        draft.Row.ProjectName.Set(head[..^1]);
    }

    private static void Client(RecordDraft draft, ReadOnlySpan<byte> client)
    {
        draft.Line.Client.Set(client);
        draft.Row.ClientIp.Set(client);
    }
}
