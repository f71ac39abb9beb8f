using System.Globalization;

namespace KongAkka.Sandbox.Traffic;

/// <summary>The nine values of one row of the article's table, as they are expected in it or read from it. Filled anew for every row.</summary>
internal sealed class AccessLogRow
{
    /// <summary>The names of the columns, in the table's order.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } =
    [
        "log_time", "stream", "client_ip", "response_time", "host_domain", "request_url", "status_code", "project_name", "original_message",
    ];

    /// <summary>The time in Asia/Seoul, <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public Utf8Text LogTime { get; } = new();

    /// <summary>The container's stream.</summary>
    public Utf8Text Stream { get; } = new();

    /// <summary>The client's address.</summary>
    public Utf8Text ClientIp { get; } = new();

    /// <summary>The response time in seconds.</summary>
    public double? ResponseTime { get; set; }

    /// <summary>The host asked for.</summary>
    public Utf8Text HostDomain { get; } = new();

    /// <summary>The path asked for, without its query.</summary>
    public Utf8Text RequestUrl { get; } = new();

    /// <summary>The HTTP status.</summary>
    public int? StatusCode { get; set; }

    /// <summary>The project that the host belongs to.</summary>
    public Utf8Text ProjectName { get; } = new();

    /// <summary>The whole line.</summary>
    public Utf8Text OriginalMessage { get; } = new();

    /// <summary>64 bits that tell this row from any other.</summary>
    public ulong Fingerprint()
    {
        var print = new Fingerprint();
        AddText(ref print, LogTime);
        AddText(ref print, Stream);
        AddText(ref print, ClientIp);
        AddNumber(ref print, ResponseTime is { } seconds ? BitConverter.DoubleToInt64Bits(seconds) : null);
        AddText(ref print, HostDomain);
        AddText(ref print, RequestUrl);
        AddNumber(ref print, StatusCode);
        AddText(ref print, ProjectName);
        AddText(ref print, OriginalMessage);
        return print.Value;
    }

    /// <summary>The values as a person reads them, in the table's order.</summary>
    public string[] Describe() =>
    [
        LogTime.ToString(), Stream.ToString(), ClientIp.ToString(), ResponseTime?.ToString("R", CultureInfo.InvariantCulture) ?? "NULL",
        HostDomain.ToString(), RequestUrl.ToString(), StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "NULL", ProjectName.ToString(),
        OriginalMessage.ToString(),
    ];

    private static void AddText(ref Fingerprint print, Utf8Text text)
    {
        if (text.IsNull) print.AddNull();
        else print.Add(text.Bytes);
    }

    private static void AddNumber(ref Fingerprint print, long? number)
    {
        if (number is { } value) print.Add(value);
        else print.AddNull();
    }
}
