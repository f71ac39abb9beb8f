using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Hosting.Logging;
using KongAkka.Jobs.Journal;
using KongAkka.Service.Configuration;
using KongAkka.Service.Logging;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Commands;

/// <summary>Gives a command the journal of a configuration for a while; a service may use it at the same time.</summary>
internal static class JournalCall
{
    /// <summary>Runs something with it.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="configuration">The configuration.</param>
    /// <param name="level">The least level that is logged meanwhile.</param>
    /// <param name="work">Takes an actor system whose journal it is, and the log.</param>
    /// <exception cref="KongAkka.Pipeline.UnrecoverableException">The journal cannot be used.</exception>
    public static async Task<T> RunAsync<T>(ServiceConfiguration configuration, LogLevel level, Func<ActorSystem, ILoggerFactory, Task<T>> work)
    {
        using var loggers = ServiceLogging.Create(level);
        var journal = JournalPlugin.Of(configuration.Journal);
        journal.Open();
        var system = ActorSystem.Create("kongakka", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(AkkaSettings.For(level).WithFallback(journal.Config)), journal.Setup, new LoggerFactorySetup(loggers)));
        try
        {
            return await work(system, loggers);
        }
        finally
        {
            await system.Terminate();
        }
    }
}
