using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Hosting.Logging;
using Akka.Persistence.Sql.Config;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Journal.Databases;
using KongAkka.Service;
using LinqToDB;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Tests.Jobs.Journal;

/// <summary>An actor system with a journal, as a process has it.</summary>
internal sealed class JournalSystem : IAsyncDisposable
{
    private readonly ActorSystem _system;

    private JournalSystem(ActorSystem system) => _system = system;

    public static JournalSystem Open(string file, string settings = "") => Start(file, settings, options => options);

    public static JournalSystem Open(string file, Func<DataOptions, DataOptions> connect, string settings = "") => Start(file, settings, connect);

    public static SqliteFile File(string path) => SqliteFile.TryParse($"Data Source={path}", out var file, out _) ? file : throw new ArgumentException(path);

    /// <summary>Starts an actor and waits for its recovery.</summary>
    public async Task<JournalActorProbe> RecoverAsync(string id)
    {
        var probe = new JournalActorProbe(_system, id);
        await probe.Recovered.Task.WaitAsync(JournalActorProbe.Patience);
        return probe;
    }

    public ValueTask DisposeAsync() => new(_system.Terminate());

    private static JournalSystem Start(string path, string settings, Func<DataOptions, DataOptions> connect)
    {
        var file = File(path);
        var plugin = JournalPlugin.Of(JournalSettings.Default with { ConnectionString = $"Data Source={path}" });
        plugin.Open();
        var config = ConfigurationFactory.ParseString(settings).WithFallback(AkkaSettings.For(LogLevel.None)).WithFallback(plugin.Config);
        return new JournalSystem(ActorSystem.Create("journal", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config),
            new LoggerFactorySetup(NullLoggerFactory.Instance),
            new DataOptionsSetup(connect(new SqliteJournal(file).Options)))));
    }
}
