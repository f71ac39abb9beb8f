namespace KongAkka.Sandbox.Traffic;

/// <summary>Records that look like access lines and must not become rows: rejected, filtered, unreadable and empty ones.</summary>
internal static class UnwantedRecords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Oddity> All { get; } =
    [
        Rejected("response time 1.2.3", 40, "response-time", d => d.Line.Duration.Set("1.2.3"u8)),
        Rejected("response time .", 5, "response-time", d => d.Line.Duration.Set("."u8)),
        Rejected("infinite response time", 5, "unfit-response_time", d => d.Line.Duration.Clear().Repeat("9"u8, 310)),
        Rejected("URL of 4 KB", 40, "unfit-request_url", d => d.Line.Path.Set("/files/"u8).Repeat("0123456789abcdef"u8, 256)),
        Rejected("URL of 1001 bytes", 5, "unfit-request_url", d => d.Line.Path.Set("/"u8).Repeat("p"u8, 1000)),
        Rejected("Korean URL of 400 letters", 10, "unfit-request_url", d => d.Line.Path.Set("/"u8).Repeat("가"u8, 400)),
        Rejected("host of 300 bytes", 20, "unfit-host_domain", d => d.Line.Host.Set("demo01-"u8).Repeat("h"u8, 293)),
        Rejected("project of 120 bytes", 5, "unfit-project_name", d => d.Line.Host.Clear().Repeat("p"u8, 120).Add("-app.example.io"u8)),
        Rejected("chain of clients", 10, "unfit-client_ip", d => d.Line.Client.Clear().Repeat("10.0.0.1,"u8, 6)),
        Rejected("year 10000 in Seoul", 5, "unfit-log_time", d => d.Envelope.Time.Set("9999-12-31T23:59:59Z"u8)),
        Rejected("line of 70 KB", 1, "unfit-original_message", d => d.Line.Agent.Clear().Repeat("Mozilla/5.0 (X11) "u8, 4000)),

        Filtered("client over IPv6", 20, d => d.Line.Client.Set("2001:db8::17"u8)),
        Filtered("no protocol", 10, d => d.Line.Version.Set("SPDY"u8)),
        Filtered("stream in capitals", 5, d => d.Envelope.Stream.Set("STDOUT"u8)),
        Filtered("no message", 5, d => d.Envelope.Order = "ts"),
        Filtered("half a character at the end of the message", 10, d => d.Line.Tail.Set([0xED, 0x95])),
        Filtered("time twice, so that the message is not read", 5, d => d.Envelope.Order = "ttsm"),

        Unreadable("truncated", 60, (value, random) => value.Truncate(random.Next(1, value.Length))),
        Unreadable("array", 5, (value, _) => value.Set("[\"a line\", \"in an array\"]"u8)),
        Unreadable("bare line", 10, (value, _) => value.Set("Picked up JAVA_TOOL_OPTIONS: -XX:+UseG1GC"u8)),
        new("broken UTF-8", 30, d =>
        {
            d.Record.Fate = ExpectedFate.Unreadable;
            d.Line.Agent.Set([(byte)'a', 0xFF, (byte)'b']);
        }),
        new("unknown token", 5, d =>
        {
            d.Record.Fate = ExpectedFate.Unreadable;
            d.Envelope.TrailingFields.Set(",\"tail\":nope"u8);
        }),
        new("tombstone", 30, d => d.Record.Fate = ExpectedFate.Tombstone) { Damage = (value, _) => value.SetNull() },
    ];

    private static Oddity Rejected(string name, int weight, string reason, Action<RecordDraft> change) =>
        new(name, weight, draft =>
        {
            draft.Record.Reject(reason);
            change(draft);
        });

    private static Oddity Filtered(string name, int weight, Action<RecordDraft> change) =>
        new(name, weight, draft =>
        {
            draft.Record.Fate = ExpectedFate.Filtered;
            change(draft);
        });

    private static Oddity Unreadable(string name, int weight, Action<Utf8Text, Random> damage) =>
        new(name, weight, draft => draft.Record.Fate = ExpectedFate.Unreadable) { Damage = damage };
}
