using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>How the service logs: to standard error, a line a message.</summary>
public static class ServiceLogging
{
    /// <summary>Makes the loggers.</summary>
    /// <param name="level">The least level that is logged.</param>
    public static ILoggerFactory Create(LogLevel level) =>
        new ServiceLoggers(Console.Error, level);
}
