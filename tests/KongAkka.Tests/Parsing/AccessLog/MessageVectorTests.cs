using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing.AccessLog;

/// <summary>Messages and what the job's functions, run on a JDK, made of them.</summary>
public sealed class MessageVectorTests
{
    public static TheoryData<string, string> Kept => new()
    {
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /api/v1/x?a=1&b=2 HTTP/1.1\" 200 0.123 \"demo01-star3.platform.io\" \"curl/8\"", "10.0.0.1 | 0.123 | demo01-star3.platform.io | /api/v1/x | 200 | demo01" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 1234 \"-\" \"curl/8\"", "10.0.0.1 | 1234.0 | - | / | 200 | " },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 1234 0.5 0.4 \"superset.platform.io\"", "10.0.0.1 | 1234.0 | superset.platform.io | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 - \"demo-a.io\"", "10.0.0.1 | NULL | demo-a.io | / | 200 | demo" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 - \"demo-a.io\"", "10.0.0.1 | 0.1 | demo-a.io | / | 200 | demo" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 \"demo-a.io\"", "10.0.0.1 | NULL | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200  \"demo-a.io\"", "10.0.0.1 | NULL | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200   \"demo-a.io\"", "10.0.0.1 | NULL | demo-a.io | / | 200 | demo" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"\" x", "10.0.0.1 | 0.1 |  | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 host.io", "10.0.0.1 | 0.1 | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"unterminated-host", "10.0.0.1 | 0.1 | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1, 0.2 \"demo-a.io\"", "10.0.0.1 | 0.1 | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 1.2.3 \"demo-a.io\"", "10.0.0.1 | THROWS | demo-a.io | / | 200 | demo" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 . \"demo-a.io\"", "10.0.0.1 | THROWS | demo-a.io | / | 200 | demo" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 5. \"demo-a.io\"", "10.0.0.1 | 5.0 | demo-a.io | / | 200 | demo" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 .5 \"demo-a.io\"", "10.0.0.1 | 0.5 | demo-a.io | / | 200 | demo" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1ms \"demo-a.io\"", "10.0.0.1 | 0.1 | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 1e3 \"demo-a.io\"", "10.0.0.1 | 1.0 | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 20 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | / | NULL | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 2000 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | / | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" abc 0.1 \"a-b.io\"", "10.0.0.1 | NULL | NULL | / | NULL | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 000 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | / | 0 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/2\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | / | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/2.0\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | / | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/\" 200 0.1 \"a-b.io\"", "10.0.0.1 | NULL | NULL | / | NULL | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"PATCH /p HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | NULL | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"PATCH /p HTTP/1.1\" 200 0.1 \"a-b.io\" \"GET /evil?x HTTP/1.0\"", "10.0.0.1 | 0.1 | a-b.io | /evil | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"get /p HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | NULL | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /p q r HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | /p q r | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /p HTTPX y HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | /p | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET  HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | NULL | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | NULL | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET ?q=1 HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io |  | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /p? HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | /p | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /p?a?b HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | /p | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"OPTIONS * HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | * | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /HTTP/9\" 404 7 x HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 7.0 | a-b.io | /HTTP/9\" 404 7 x | 404 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 - \"a-b.io\" \"-\" \"UA HTTP/1.1\" 500 9 \"evil-host\"\"", "10.0.0.1 | 9.0 | a-b.io | / | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 4x \"a-b.io\" \"-\" \"UA HTTP/1.1\" 500 9 \"evil-host\"\"", "10.0.0.1 | 9.0 | evil-host | / | 500 | evil" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"-\"", "10.0.0.1 | 0.1 | - | / | 200 | " },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"-abc.io\"", "10.0.0.1 | 0.1 | -abc.io | / | 200 | " },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"a-b.io:8443\"", "10.0.0.1 | 0.1 | a-b.io:8443 | / | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"[2001:db8::1]:80\"", "10.0.0.1 | 0.1 | [2001:db8::1]:80 | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"h\u2028ost-x\" \"y\"", "10.0.0.1 | 0.1 | NULL | / | 200 | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /a\u000ab HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | NULL | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /a\u000db HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | NULL | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /a\u0085b HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | NULL | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET /\ud83d\ude00 HTTP/1.1\" 200 0.1 \"a-b.io\"", "10.0.0.1 | 0.1 | a-b.io | /\ud83d\ude00 | 200 | a" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 0.1 \"a-b.io\"\u000a", "10.0.0.1 | 0.1 | a-b.io | / | 200 | a" },
        { "127.0.0.1\u0009- - [x] \"GET /status HTTP/1.1\" 200 0.1 \"a-b.io\"", "127.0.0.1\u0009- | 0.1 | a-b.io | /status | 200 | a" },
        { "127.0.0.1, 10.1.1.1 - - [x] \"GET /status HTTP/1.1\" 200 0.1 \"a-b.io\"", "127.0.0.1, | 0.1 | a-b.io | /status | 200 | a" },
        { "127.0.0.2 - - [x] \"GET /status HTTP/1.1\" 200 0.1 \"a-b.io\"", "127.0.0.2 | 0.1 | a-b.io | /status | 200 | a" },
        { "999.999.999.9999x - - [x] \"GET / HTTP/1.1\" 200 0.1 \"a-b.io\"", "999.999.999.9999x | 0.1 | a-b.io | / | 200 | a" },
        { "10.0.0.1HTTP/", "10.0.0.1HTTP/ | NULL | NULL | NULL | NULL | platform" },
        { "10.0.0.1 HTTP/1.1", "10.0.0.1 | NULL | NULL | NULL | NULL | platform" },
        { "10.0.0.1 - \"GET / HTTP/1.1\" \u0662\u0660\u0660 0.1 \"a-b.io\"", "10.0.0.1 | NULL | NULL | / | NULL | platform" },
        { "10.0.0.1 - - [24/Dec/2025:01:02:03 +0000] \"GET / HTTP/1.1\" 200 9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999 \"a-b.io\"", "10.0.0.1 | Infinity | a-b.io | / | 200 | a" },
    };

    public static TheoryData<string> Filtered =>
    [
        "2001:db8::1 - - [x] \"GET / HTTP/1.1\" 200 0.1 \"a-b.io\"",
        "127.0.0.1 - - [x] \"GET /status HTTP/1.1\" 200 0.1 \"a-b.io\"",
        " 10.0.0.1 - - [x] \"GET / HTTP/1.1\" 200 0.1 \"a-b.io\"",
        "1234.1.1.1 - - [x] \"GET / HTTP/1.1\" 200 0.1 \"a-b.io\"",
        "10.0.0.1 http/1.1\" 200",
        "",
        "\u0661\u0660.0.0.1 - \"GET / HTTP/1.1\" 200 0.1 \"a-b.io\"",
    ];

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_message_has_the_columns_that_the_functions_gave(string message, string expected)
    {
        var outcome = Run(message);

        Assert.Equal(expected, outcome.Kind == FateKind.CastFailed ? Rejected(expected, outcome) : Columns(outcome.Row!));
    }

    [Theory]
    [MemberData(nameof(Filtered))]
    public void A_message_is_filtered(string message) => Assert.Equal(FateKind.Filtered, Run(message).Kind);

    private static Outcome Run(string message) => RuleRunner.Run(Rules.Create("access-log"), RecordText.Of("2025-11-20T01:23:45Z", "stdout", message));

    /// <summary>A rejected record has no columns to compare; the vector must say that the cast throws.</summary>
    private static string Rejected(string expected, Outcome outcome)
    {
        Assert.Contains("| THROWS |", expected, StringComparison.Ordinal);
        Assert.Equal(3, outcome.Column);
        return expected;
    }

    private static string Columns(object?[] row) => string.Join(" | ", new[] { row[2], Show(row[3]), row[4], row[5], row[6], row[7] }.Select(c => c ?? "NULL"));

    private static string? Show(object? number) => number is double value ? value.ToString(value % 1 == 0 ? "F1" : "R", System.Globalization.CultureInfo.InvariantCulture) : null;
}
