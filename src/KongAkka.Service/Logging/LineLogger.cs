using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>Writes the messages of one category as lines.</summary>
/// <param name="category">The category.</param>
/// <param name="output">Where the lines go; must be safe for many threads.</param>
/// <param name="time">The clock.</param>
/// <param name="level">The least level that is written at this moment.</param>
internal sealed class LineLogger(string category, TextWriter output, TimeProvider time, Func<LogLevel> level) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= level();

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) output.WriteLine(LogLine.Format(time.GetUtcNow(), logLevel, category, formatter(state, exception), exception));
    }
}
