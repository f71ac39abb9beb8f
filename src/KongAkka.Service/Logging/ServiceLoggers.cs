using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>The loggers of the service, whose level can be changed.</summary>
internal sealed class ServiceLoggers : ILoggerFactory, ILogLevels
{
    private readonly LoggerFactory _loggers;
    private volatile LogLevel _level;

    /// <summary>Makes the loggers.</summary>
    /// <param name="output">Where lines go.</param>
    /// <param name="level">The least level that is logged.</param>
    public ServiceLoggers(TextWriter output, LogLevel level)
    {
        _level = level;
        _loggers = new LoggerFactory([new LineLoggerProvider(output, TimeProvider.System, () => _level)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
    }

    /// <inheritdoc/>
    public LogLevel Level
    {
        get => _level;
        set => _level = value;
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => _loggers.CreateLogger(categoryName);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => _loggers.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose() => _loggers.Dispose();
}
