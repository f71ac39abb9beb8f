using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KongAkka.SandboxTests.Consuming;

/// <summary>Keeps what is logged above debug.</summary>
internal sealed class LogLines : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
    }

    public int CountOf(string part) => Lines.Count(l => l.Contains(part, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => string.Join(Environment.NewLine, Lines);
}
