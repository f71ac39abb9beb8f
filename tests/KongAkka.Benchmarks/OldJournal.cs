using KongAkka.Jobs.Journal;
using KongAkka.Pipeline.RowBatching;
using Microsoft.Data.Sqlite;

namespace KongAkka.Benchmarks;

/// <summary>The journal of a subtask that has planned and committed loads for long. Its snapshot is 200 events old.</summary>
internal static class OldJournal
{
    public const string Id = "subtask";
    private const int SinceSnapshot = 200;
    private static readonly JournalSerializer Serializer = new(null!);

    public static JournalEvent Planned(long number)
    {
        OffsetRange[] ranges = [.. Enumerable.Range(0, 4).Select(p => new OffsetRange(p, number * 100, (number + 1) * 100, 100))];
        return new BatchPlanned(new LoadPlan(number, $"kk_{number:x16}", "logs.access", ranges, 200, "5f0c9d1e", DateTimeOffset.UtcNow, number));
    }

    public static JournalEvent Committed(long number) => new BatchCommitted(number, CommitProof.Reply, DateTimeOffset.UtcNow);

    public static void Write(JournalSettings settings, int events)
    {
        JournalPlugin.Of(settings).Open();
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid) VALUES (0, 0, $id, $nr, $message, $manifest, 7001, 'w')";
        for (var i = 1; i <= events; i++) Run(insert, i, i % 2 == 1 ? Planned(i / 2) : Committed((i / 2) - 1));
        insert.CommandText = "INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id) VALUES ($id, $nr, 0, $message, $manifest, 7001)";
        Run(insert, Math.Max(1, events - SinceSnapshot), new SubtaskSnapshot(1, events / 2, [], [], IsRetired: false, []));
        transaction.Commit();
    }

    private static void Run(SqliteCommand insert, long number, JournalEvent written)
    {
        insert.Parameters.Clear();
        insert.Parameters.AddWithValue("$id", Id);
        insert.Parameters.AddWithValue("$nr", number);
        insert.Parameters.AddWithValue("$message", Serializer.ToBinary(written));
        insert.Parameters.AddWithValue("$manifest", Serializer.Manifest(written));
        insert.ExecuteNonQuery();
    }
}
