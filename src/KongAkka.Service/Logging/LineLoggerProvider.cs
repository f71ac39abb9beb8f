using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>
/// Loggers that write a line a message, at once: what was logged is out when the process ends, however it ends. The console provider of Microsoft.Extensions.Logging
/// does not promise that, and brings a service container that costs more of the start than the rest of logging together.
/// </summary>
/// <param name="output">Where the lines go; must be safe for many threads; stays the caller's.</param>
/// <param name="time">The clock.</param>
/// <param name="level">The least level that is written at this moment; all by default.</param>
internal sealed class LineLoggerProvider(TextWriter output, TimeProvider time, Func<LogLevel>? level = null) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, output, time, level ?? (static () => LogLevel.Trace));

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
