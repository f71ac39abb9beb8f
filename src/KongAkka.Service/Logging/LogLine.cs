using System.Globalization;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>The form of a message in the log: time in UTC, level, the last part of the category, text; always one line.</summary>
internal static class LogLine
{
    /// <summary>Formats a message.</summary>
    /// <param name="time">When it was logged.</param>
    /// <param name="level">Its level.</param>
    /// <param name="category">Who logged it.</param>
    /// <param name="text">What it says.</param>
    /// <param name="exception">What came with it; follows the text, line ends written as <c> | </c>.</param>
    public static string Format(DateTimeOffset time, LogLevel level, string category, string text, Exception? exception)
    {
        var shortCategory = category[(category.LastIndexOf('.') + 1)..];
        var whole = exception is null ? text : $"{text} | {exception}";
        return $"{time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)} {NameOf(level)} {shortCategory}: {whole.ReplaceLineEndings(" | ")}";
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO ",
        LogLevel.Warning => "WARN ",
        _ => "ERROR",
    };
}
