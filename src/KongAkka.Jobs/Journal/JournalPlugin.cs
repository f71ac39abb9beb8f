using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence.Sql.Config;
using KongAkka.Pipeline;

namespace KongAkka.Jobs.Journal;

/// <summary>The journal and the snapshot store of an actor system.</summary>
public sealed class JournalPlugin
{
    /// <summary>
    /// One write at a time, since SQLite takes no more: what waits meanwhile goes into the next transaction together. Reads take no lock for writing (read-uncommitted: with a write-ahead log
    /// they see what was committed when they began). The replay filter is off: it takes events of a process that lost a job and won it back for those of a loser and drops them; the fence
    /// keeps losers out already. SQLite's calls block, so the plugins have threads of their own: a channel executor runs what is told on the teller's thread at times. The circuit breaker waits longer than SQLite does, so that its call ends with what really happened.
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
                provider-name = "SQLite.MS"
                auto-initialize = off
                tag-write-mode = Csv
                parallelism = 1
                read-isolation-level = read-uncommitted
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
                provider-name = "SQLite.MS"
                auto-initialize = off
                read-isolation-level = read-uncommitted
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

    private readonly SqliteJournal _journal;

    private JournalPlugin(SqliteJournal journal)
    {
        _journal = journal;
        Setup = new DataOptionsSetup(journal.Options);
    }

    /// <summary>What the actor system's configuration has to hold.</summary>
    public Config Config { get; } = ConfigurationFactory.ParseString(Settings);

    /// <summary>How the plugins connect; belongs into the actor system's setup.</summary>
    public Setup Setup { get; }

    /// <summary>The journal of some settings, not yet opened.</summary>
    /// <param name="settings">Where it lies.</param>
    /// <exception cref="UnrecoverableException">The connection string is faulty.</exception>
    public static JournalPlugin Of(JournalSettings settings) => SqliteFile.TryParse(settings.ConnectionString, out var file, out var fault)
        ? new JournalPlugin(new SqliteJournal(file))
        : throw new UnrecoverableException($"journal.connection-string: {fault}", "Write \"Data Source=PATH\".");

    /// <summary>Opens the journal, which is made if it is not there. To be done before an actor asks for it.</summary>
    /// <exception cref="UnrecoverableException">It cannot be used.</exception>
    public void Open() => _journal.Open();

    /// <summary>Makes the first recovery faster, when it is called while other things start. May be left out.</summary>
    public void Rehearse() => _journal.Rehearse();

    /// <summary>Looks whether the journal can be read and written now; waits while somebody else writes.</summary>
    /// <returns>What is wrong with its remedy, or null.</returns>
    public string? FindTrouble() => _journal.FindTrouble();
}
