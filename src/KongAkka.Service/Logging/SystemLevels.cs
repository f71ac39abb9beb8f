using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>The level of the service's log together with that of its actor system.</summary>
/// <param name="loggers">The service's log.</param>
/// <param name="system">The actor system.</param>
internal sealed class SystemLevels(ILogLevels loggers, ActorSystem system) : ILogLevels
{
    /// <inheritdoc/>
    public LogLevel Level
    {
        get => loggers.Level;
        set
        {
            loggers.Level = value;
            system.EventStream.SetLogLevel(AkkaSettings.LevelOf(value));
        }
    }
}
