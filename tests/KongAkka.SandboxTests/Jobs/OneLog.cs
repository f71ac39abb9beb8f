using Microsoft.Extensions.Logging;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Gives every category the same log.</summary>
internal sealed class OneLog(ILogger logger) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => logger;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
