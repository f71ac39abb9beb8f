using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Journal.Databases;
using KongAkka.Pipeline;

namespace KongAkka.Tests.Jobs.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_is_made_with_its_folder_for_its_user_alone()
    {
        var file = Path.Combine(_folder.Path, "a/b/journal.db");
        new SqliteJournal(JournalSystem.File(file)).Open();
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void A_relative_path_is_relative_to_the_current_folder() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "data/journal.db"), JournalSettings.Default.Place);

    [Fact]
    public void It_has_a_write_ahead_log_and_a_version()
    {
        Open();
        Assert.Equal("wal", _folder.Read("PRAGMA journal_mode"));
        Assert.Equal(1L, _folder.Read("PRAGMA user_version"));
    }

    [Fact]
    public void Opened_again_it_is_left_as_it_is()
    {
        Open();
        _folder.Read("INSERT INTO snapshot VALUES ('p', 1, 1, NULL, 'm', 7001)");
        Open();
        Assert.Equal(1L, _folder.Read("SELECT count(*) FROM snapshot"));
    }

    [Fact]
    public async Task Its_tables_are_those_of_the_plugin_without_indexes_that_nothing_uses()
    {
        using var theirs = new JournalFolder();
        await using (var system = JournalSystem.Open(theirs.File, "akka.persistence { journal.sql.auto-initialize = on, snapshot-store.sql { auto-initialize = on } }"))
            await DropOursAndRestartAsync(theirs, system);
        Open();
        const string Columns = "SELECT t.name || '.' || c.name || ' ' || c.\"notnull\" || ' ' || c.pk FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.name IN ('journal', 'snapshot') ORDER BY 1";
        Assert.Equal(theirs.Column(Columns), _folder.Column(Columns));
        const string Unique = "SELECT i.name FROM pragma_index_list('journal') i WHERE i.\"unique\"";
        Assert.Equal(theirs.Column(Unique), _folder.Column(Unique));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left()
    {
        File.WriteAllText(_folder.File, new string('x', 5000));
        Refuse("is no SQLite database.", "Name another file in journal.connection-string");
        Assert.Equal(new string('x', 5000), File.ReadAllText(_folder.File));
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_refused()
    {
        Open();
        _folder.Read("PRAGMA user_version = 2");
        Refuse("was written by a newer version.", "Start that one");
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_folder.File);
        Refuse("cannot be written", "Give the service's user the right to write there");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "file"), "");
        var refusal = Assert.Throws<UnrecoverableException>(() => new SqliteJournal(JournalSystem.File(Path.Combine(_folder.Path, "file/journal.db"))).Open());
        Assert.StartsWith($"The journal {_folder.Path}/file/journal.db cannot be written: ", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_never_print_the_connection_string() =>
        Assert.DoesNotContain("s3cret", (JournalSettings.Default with { ConnectionString = "Password=s3cret" }).ToString(), StringComparison.Ordinal);

    private void Open() => new SqliteJournal(JournalSystem.File(_folder.File)).Open();

    private void Refuse(string what, string remedy)
    {
        var refusal = Assert.Throws<UnrecoverableException>(Open);
        Assert.StartsWith($"The journal {_folder.File} {what}", refusal.What, StringComparison.Ordinal);
        Assert.StartsWith(remedy, refusal.Remedy, StringComparison.Ordinal);
    }

    /// <summary>The plugin makes its tables when its actors start, which is at the first recovery.</summary>
    private static async Task DropOursAndRestartAsync(JournalFolder folder, JournalSystem system)
    {
        folder.Read("DROP TABLE journal");
        folder.Read("DROP TABLE snapshot");
        await system.RecoverAsync("p");
    }
}
