using System.Globalization;
using System.Text.RegularExpressions;
using KongAkka.Parsing;
using KongAkka.Parsing.Json;
using KongAkka.Parsing.Time;

namespace KongAkka.Tests.Parsing.AccessLog;

/// <summary>
/// The Flink job's SELECT, function for function, on strings: the oracle that needs no file. Only the reading of JSON and CONVERT_TZ are the rule's own; both are held
/// against vectors of a JDK elsewhere.
/// </summary>
internal static partial class SqlTranscription
{
    public static Outcome Of(byte[]? value)
    {
        if (value is null) return new Outcome(FateKind.Tombstone, 0, "", null);
        var fields = new LogFields();
        if (!fields.TryRead(value)) return new Outcome(FateKind.Unreadable, 0, "", null);
        var stream = Text(fields, LogField.Stream);
        var message = Text(fields, LogField.Message);
        if (!Where(stream, message)) return new Outcome(FateKind.Filtered, 0, "", null);

        var responseTime = Extract(ResponseTime(), message, 1);
        if (responseTime is not null && !IsDouble(responseTime)) return new Outcome(FateKind.CastFailed, 3, $"response_time: '{responseTime}' is not a number", null);
        return new Outcome(FateKind.Kept, 0, "", Select(Text(fields, LogField.Time), stream!, message!, responseTime));
    }

    private static bool Where(string? stream, string? message) =>
        stream == "stdout"
        && message is not null && message.Contains("HTTP/", StringComparison.Ordinal)
        && Extract(Address(), message, 0) is not null
        && SplitIndex(message, ' ') is { } first && first != "127.0.0.1";

    private static object?[] Select(string? time, string stream, string message, string? responseTime)
    {
        var host = Extract(HostDomain(), message, 1);
        var status = Extract(StatusCode(), message, 1);
        return
        [
            time is null ? null : ConvertTz(time),
            stream,
            Printed(SplitIndex(message, ' ')),
            responseTime is null ? null : double.Parse(responseTime, CultureInfo.InvariantCulture),
            Printed(host),
            Printed(SplitIndex(Extract(RequestUrl(), message, 2), '?')),
            status is null ? null : int.Parse(status, CultureInfo.InvariantCulture),
            Printed(host is not null && host.Contains('-', StringComparison.Ordinal) ? SplitIndex(host, '-') : "platform"),
            Printed(message),
        ];
    }

    private static string? Extract(Regex pattern, string? text, int group) =>
        text is not null && pattern.Match(text) is { Success: true } match ? match.Groups[group].Value : null;

    private static string? SplitIndex(string? text, char separator) => string.IsNullOrEmpty(text) ? null : text.Split(separator)[0];

    private static bool IsDouble(string digits) => digits.Any(char.IsAsciiDigit) && digits.Count(c => c == '.') <= 1;

    private static string? Text(LogFields fields, LogField field) => fields.IsNull(field) ? null : fields[field].ToString();

    private static string? Printed(string? text) => text is null ? null : JavaText.Printed(text);

    private static string? ConvertTz(string time)
    {
        Span<byte> text = stackalloc byte[LenientTimestamp.MaxLength];
        var length = new KstTime().Convert(time, text);
        return length == 0 ? null : System.Text.Encoding.ASCII.GetString(text[..length]);
    }

    [GeneratedRegex("""^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}""", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("""HTTP/[0-9.]+" [0-9]+ ([0-9.]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex ResponseTime();

    [GeneratedRegex("""HTTP/[0-9.]+" [0-9]+ [-0-9. ]+ "([^\n\r\u0085\u2028\u2029]*?)["]""", RegexOptions.CultureInvariant)]
    private static partial Regex HostDomain();

    [GeneratedRegex("\"(GET|POST|PUT|DELETE|HEAD|OPTIONS) ([^\\n\\r\\u0085\\u2028\\u2029]*?) HTTP", RegexOptions.CultureInvariant)]
    private static partial Regex RequestUrl();

    [GeneratedRegex("""HTTP/[0-9.]+" ([0-9]{3})""", RegexOptions.CultureInvariant)]
    private static partial Regex StatusCode();
}
