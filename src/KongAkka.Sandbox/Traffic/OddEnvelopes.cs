namespace KongAkka.Sandbox.Traffic;

/// <summary>JSON around the line, and times in it, that are odd and yet readable.</summary>
internal static class OddEnvelopes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Oddity> All { get; } =
    [
        new("fields of Kubernetes before", 40, d => d.Envelope.LeadingFields.Set("\"kubernetes\":{\"pod\":\"kong-7\",\"labels\":[\"a\",{\"b\":2}]},"u8)),
        new("fields behind", 40, d => d.Envelope.TrailingFields.Set(",\"_p\":\"F\",\"n\":-1.5e3,\"flag\":true,\"none\":null"u8)),
        new("message first", 30, d => d.Envelope.Order = "mst"),
        new("stream first", 30, d => d.Envelope.Order = "stm"),
        new("message twice", 5, d => d.Envelope.TrailingFields.Set(",\"message\":\"the second is not read\""u8)),
        new("all escaped", 40, d =>
        {
            d.Envelope.Style = JsonStyle.Escaped;
            d.Line.Agent.Set("한글 🚀 <Mozilla>/5.0"u8);
        }),
        new("raw control characters", 40, d =>
        {
            d.Envelope.Style = JsonStyle.RawControls;
            d.Line.Agent.Set("tab\tescape\u001b[0m bell\a line\nend"u8);
        }),
        new("byte order mark", 5, d => d.Envelope.Before.Set("\uFEFF"u8)),
        new("white space before", 5, d => d.Envelope.Before.Set(" \t\n"u8)),
        new("line feed behind", 20, d => d.Envelope.Behind.Set("\n"u8)),
        new("garbage behind", 5, d => d.Envelope.Behind.Set("}xyz"u8)),
        new("midnight in Seoul", 20, d => Time(d, "2025-11-21T15:00:00.000000000Z"u8, "2025-11-22 00:00:00"u8)),
        new("just before midnight in Seoul", 20, d => Time(d, "2025-11-21T14:59:59.999999999Z"u8, "2025-11-21 23:59:59"u8)),
        new("new year in Seoul", 20, d => Time(d, "2025-12-31T15:00:00.000000001Z"u8, "2026-01-01 00:00:00"u8)),
        new("leap day in Seoul", 10, d => Time(d, "2024-02-28T23:30:00.5Z"u8, "2024-02-29 08:30:00"u8)),
        new("leap second", 10, d => Time(d, "2016-12-31T23:59:60Z"u8, "2017-01-01 09:00:00"u8)),
        new("day that is not there", 5, d => Time(d, "2025-02-29T01:02:03Z"u8, "2025-03-01 10:02:03"u8)),
        new("hour 24", 5, d => Time(d, "2025-11-21T24:00:00Z"u8, "2025-11-22 09:00:00"u8)),
        new("offset, which is not read", 5, d => Time(d, "2025-11-21T04:41:39+09:00"u8, "2025-11-21 13:41:39"u8)),
        new("fraction behind a comma", 5, d => Time(d, "2025-11-21T04:41:39,999Z"u8, "2025-11-21 13:41:39"u8)),
        new("summer time of 1988", 5, d => Time(d, "1988-06-01T00:00:00Z"u8, "1988-06-01 10:00:00"u8)),
        new("date alone", 5, d => UnreadableTime(d, "2025-11-21"u8)),
        new("time in small letters", 5, d => UnreadableTime(d, "2025-11-21t04:41:39Z"u8)),
        new("no time", 10, d =>
        {
            d.Envelope.Order = "sm";
            d.Row.LogTime.SetNull();
        }),
        new("time null", 5, d =>
        {
            d.Envelope.Time.SetNull();
            d.Row.LogTime.SetNull();
        }),
    ];

    private static void Time(RecordDraft draft, ReadOnlySpan<byte> written, ReadOnlySpan<byte> expected)
    {
        draft.Envelope.Time.Set(written);
        draft.Row.LogTime.Set(expected);
    }

    private static void UnreadableTime(RecordDraft draft, ReadOnlySpan<byte> written)
    {
        draft.Envelope.Time.Set(written);
        draft.Row.LogTime.SetNull();
    }
}
