using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Akka.Event.LogLevel;

namespace KongAkka.Service.Logging;

/// <summary>
/// Hands Akka's log events to the loggers of the service. Akka.Hosting's own logger does the same but puts time, thread and source into each message a second time.
/// </summary>
internal sealed class AkkaLogBridge : UntypedActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly ILoggerFactory _loggers = Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value.LoggerFactory;
    private readonly Dictionary<Type, ILogger> _byClass = [];

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is InitializeLogger) Sender.Tell(new LoggerInitialized());
        else if (message is LogEvent log) Write(log);
    }

    private void Write(LogEvent log)
    {
        if (!_byClass.TryGetValue(log.LogClass, out var logger)) _byClass[log.LogClass] = logger = _loggers.CreateLogger(log.LogClass);
        logger.Log(LevelOf(log.LogLevel()), log.Cause, "{Message} [{Source}]", log.Message, log.LogSource);
    }

    private static Microsoft.Extensions.Logging.LogLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => Microsoft.Extensions.Logging.LogLevel.Debug,
        LogLevel.InfoLevel => Microsoft.Extensions.Logging.LogLevel.Information,
        LogLevel.WarningLevel => Microsoft.Extensions.Logging.LogLevel.Warning,
        _ => Microsoft.Extensions.Logging.LogLevel.Error,
    };
}
