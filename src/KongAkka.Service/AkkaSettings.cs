using Akka.Configuration;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service;

/// <summary>How Akka.NET is set up; nothing of it is the user's to choose.</summary>
internal static class AkkaSettings
{
    /// <summary>
    /// The process's end is decided by the commands, so Akka ends nothing by itself. The channel executor runs actors on the common thread pool instead of threads
    /// that each dispatcher keeps for itself: a graph or two on a few cores need no more. The scheduler wakes up for every tick, also at rest: with Akka's own 10 ms
    /// that would be most of what a service at rest takes, and its timers here (waits before a restart, looks at what stands still) need not be that exact.
    /// </summary>
    private const string Common = """
        akka {
          stdout-loglevel = off
          loggers = ["KongAkka.Service.Logging.AkkaLogBridge, kongakka"]
          log-dead-letters-during-shutdown = off
          coordinated-shutdown {
            exit-clr = off
            run-by-clr-shutdown-hook = off
          }
          scheduler.tick-duration = 50 ms
          actor {
            default-dispatcher.executor = channel-executor
            internal-dispatcher {
              executor = channel-executor
              channel-executor.priority = high
            }
          }
        }
        """;

    /// <summary>The settings for a level of logging.</summary>
    /// <param name="level">The least level that is logged.</param>
    public static Config For(LogLevel level) => ConfigurationFactory.ParseString($"{Common}\nakka.loglevel = {NameOf(level)}");

    /// <summary>The least level of Akka's own messages for a level of logging.</summary>
    /// <param name="level">The level.</param>
    public static Akka.Event.LogLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => Akka.Event.LogLevel.DebugLevel,
        LogLevel.Information or LogLevel.Warning => Akka.Event.LogLevel.WarningLevel,
        _ => Akka.Event.LogLevel.ErrorLevel,
    };

    /// <summary>For tests: every message between actors must survive being serialised.</summary>
    public static Config Strict { get; } = ConfigurationFactory.ParseString("akka.actor.serialize-messages = on");

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        // What Akka calls information is about itself: of use to those who look for faults.
        LogLevel.Information or LogLevel.Warning => "WARNING",
        LogLevel.Error or LogLevel.Critical => "ERROR",
        _ => "OFF",
    };
}
