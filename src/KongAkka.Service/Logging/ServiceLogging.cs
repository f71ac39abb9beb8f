using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace KongAkka.Service.Logging;

/// <summary>How the service logs: to standard error, a line a message.</summary>
public static class ServiceLogging
{
    /// <summary>Makes the loggers.</summary>
    /// <param name="level">The least level that is logged.</param>
    public static ILoggerFactory Create(LogLevel level) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(level);
        builder.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Services.AddSingleton<ConsoleFormatter, LineFormatter>();
    });
}
