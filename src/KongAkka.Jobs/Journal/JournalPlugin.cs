using System.Data;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence.Sql.Config;
using KongAkka.Jobs.Journal.Databases;
using KongAkka.Pipeline;
using LinqToDB;
using LinqToDB.Data;

namespace KongAkka.Jobs.Journal;

/// <summary>The journal and the snapshot store of an actor system.</summary>
public sealed class JournalPlugin
{
    /// <summary>
    /// One write at a time, since SQLite takes no more: what waits meanwhile goes into the next transaction together. The replay filter is off: it takes events of a process that lost a job and won it back for those of a loser and drops them; the fence
    /// keeps losers out already. Database calls block, so the plugins have threads of their own: a channel executor runs what is told on the teller's thread at times. The circuit breaker waits longer than the databases do, so that its call ends with what really happened.
    /// </summary>
    private const string Settings = """
        kongakka-journal-dispatcher {
          type = ForkJoinDispatcher
          dedicated-thread-pool.thread-count = 2
        }
        akka {
          persistence {
            journal {
              plugin = "akka.persistence.journal.sql"
              sql {
                class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
                plugin-dispatcher = "kongakka-journal-dispatcher"
                replay-dispatcher = "kongakka-journal-dispatcher"
                materializer-dispatcher = "kongakka-journal-dispatcher"
                provider-name = "{provider}"
                auto-initialize = off
                tag-write-mode = Csv
                parallelism = 1
                read-isolation-level = {isolation}
                recovery-event-timeout = 30 s
                replay-filter.mode = off
                circuit-breaker {
                  max-failures = 10
                  call-timeout = 20 s
                  reset-timeout = 5 s
                }
              }
            }
            snapshot-store {
              plugin = "akka.persistence.snapshot-store.sql"
              sql {
                class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
                plugin-dispatcher = "kongakka-journal-dispatcher"
                provider-name = "{provider}"
                auto-initialize = off
                read-isolation-level = {isolation}
                snapshot-is-optional = off
                circuit-breaker {
                  max-failures = 10
                  call-timeout = 20 s
                  reset-timeout = 5 s
                }
              }
            }
          }
          actor {
            serializers.kongakka-journal = "KongAkka.Jobs.Journal.JournalSerializer, KongAkka.Jobs"
            serialization-bindings."KongAkka.Jobs.Journal.JournalEvent, KongAkka.Jobs" = kongakka-journal
          }
        }
        """;

    private readonly IJournalDatabase _database;

    private JournalPlugin(IJournalDatabase database)
    {
        _database = database;
        Setup = new DataOptionsSetup(database.Options);
        var settings = Settings.Replace("{provider}", database.ProviderName, StringComparison.Ordinal).Replace("{isolation}", database.ReadIsolation, StringComparison.Ordinal);
        Config = ConfigurationFactory.ParseString(settings);
    }

    /// <summary>What the actor system's configuration has to hold.</summary>
    public Config Config { get; }

    /// <summary>How the plugins connect; belongs into the actor system's setup.</summary>
    public Setup Setup { get; }

    /// <summary>The journal of some settings, not yet opened.</summary>
    /// <param name="settings">Where it lies.</param>
    /// <exception cref="UnrecoverableException">The connection string is faulty.</exception>
    public static JournalPlugin Of(JournalSettings settings) => settings.TryLocate(out var database, out var fault)
        ? new JournalPlugin(database)
        : throw new UnrecoverableException($"journal.connection-string: {fault}", settings.Example);

    /// <summary>Opens the journal, which is made if it is not there. To be done before an actor asks for it.</summary>
    /// <exception cref="UnrecoverableException">It cannot be used.</exception>
    public void Open() => _database.Open();

    /// <summary>
    /// Asks as the plugin will, to make the first recovery faster: the translation of a first query takes a tenth of a second, which passes here while other things start. May be left out.
    /// </summary>
    public void Rehearse()
    {
        using var connection = new DataConnection(_database.Options);
        using var reading = connection.BeginTransaction(IsolationLevel.ReadUncommitted);
        var id = "";
        var events = connection.GetTable<JournalRow>().Where(r => r.PersistenceId == id && r.SequenceNumber >= 0 && !r.Deleted);
        _ = events.OrderBy(r => r.SequenceNumber).Take(1).ToList();
        _ = events.Max(r => (long?)r.SequenceNumber);
    }

    /// <summary>Looks whether the journal can be read and written now; waits while somebody else writes.</summary>
    /// <returns>What is wrong with its remedy, or null.</returns>
    public string? FindTrouble() => _database.FindTrouble();
}
