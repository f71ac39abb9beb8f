using System.Collections.Concurrent;
using System.Diagnostics;
using KongAkka.Jobs.Journal;
using KongAkka.Service;
using LinqToDB;
using LinqToDB.Data;

namespace KongAkka.Tests.Jobs.Journal;

public sealed class JournalPluginTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 6, 30, 0, TimeSpan.Zero);

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_survive_the_process()
    {
        await using (var first = JournalSystem.Open(_folder.File))
        {
            var actor = await first.RecoverAsync("p");
            Assert.Equal(1, await actor.DoAsync(StoredEvents.All["owner-claimed.1"]));
            Assert.Equal(2, await actor.DoAsync(StoredEvents.All["batch-planned.1"]));
        }

        await using var second = JournalSystem.Open(_folder.File);
        var recovered = await second.RecoverAsync("p");
        Assert.Equivalent((JournalEvent[])[StoredEvents.All["owner-claimed.1"], StoredEvents.All["batch-planned.1"]], recovered.Replayed, strict: true);
        Assert.Equal(["7001|owner-claimed.1", "7001|batch-planned.1"], _folder.Column("SELECT identifier || '|' || manifest FROM journal ORDER BY ordering"));
    }

    [Fact]
    public async Task Events_survive_when_every_message_is_serialised()
    {
        await using (var first = JournalSystem.Open(_folder.File, AkkaSettings.Strict.ToString()))
            await (await first.RecoverAsync("p")).DoAsync(StoredEvents.All["batch-split.1"]);
        await using var second = JournalSystem.Open(_folder.File, AkkaSettings.Strict.ToString());
        Assert.Equivalent((JournalEvent[])[StoredEvents.All["batch-split.1"]], (await second.RecoverAsync("p")).Replayed, strict: true);
    }

    [Fact]
    public async Task What_has_no_manifest_is_rejected_and_nothing_is_written()
    {
        await using var system = JournalSystem.Open(_folder.File);
        var actor = await system.RecoverAsync("p");
        Assert.IsType<ArgumentException>(await actor.RejectAsync(new Stranger()));
        Assert.Equal(0L, _folder.Read("SELECT count(*) FROM journal"));
        Assert.False(actor.Failed.Task.IsCompleted);
    }

    [Fact]
    public async Task Recovery_begins_with_the_last_snapshot()
    {
        await using (var first = JournalSystem.Open(_folder.File))
        {
            var actor = await first.RecoverAsync("p");
            await actor.DoAsync(new OwnerClaimed(1, At));
            await actor.DoAsync(Snapshot(20));
            await actor.DoAsync(new OwnerClaimed(3, At));
        }

        await using var second = JournalSystem.Open(_folder.File);
        Assert.Equal([20, 3], (await second.RecoverAsync("p")).Epochs);
        Assert.Equal(["7001|subtask-snapshot.1"], _folder.Column("SELECT serializer_id || '|' || manifest FROM snapshot"));
    }

    [Fact]
    public async Task Two_events_at_once_are_written_both_or_neither()
    {
        await using var system = JournalSystem.Open(_folder.File);
        var actor = await system.RecoverAsync("p");
        await actor.DoAsync(new JournalEvent[] { new OwnerClaimed(1, At), new OwnerClaimed(2, At) });
        Assert.Equal(2L, _folder.Read("SELECT count(*) FROM journal"));
        // Another owner takes the second of the next two numbers: the first one is not written either.
        _folder.Read("INSERT INTO journal (created, deleted, persistence_id, sequence_number, message) VALUES (0, 0, 'p', 4, x'')");
        await actor.FailAsync(new JournalEvent[] { new OwnerClaimed(3, At), new OwnerClaimed(4, At) });
        Assert.Equal(0L, _folder.Read("SELECT count(*) FROM journal WHERE sequence_number = 3"));
    }

    [Fact]
    public async Task Every_connection_of_the_plugins_waits_for_the_disk_and_for_other_writers()
    {
        var seen = new ConcurrentQueue<(string Command, long Synchronous, long BusyTimeout)>();
        await using (var system = JournalSystem.Open(_folder.File, options => options.UseTracing(TraceLevel.Info, t => Look(t, seen))))
        {
            var actor = await system.RecoverAsync("p");
            await actor.DoAsync(new OwnerClaimed(1, At));
            await actor.DoAsync(new JournalEvent[] { new OwnerClaimed(1, At), new OwnerClaimed(2, At) });
            await actor.DoAsync(Snapshot(2));
            await actor.DoAsync(2L);
        }

        Assert.All(seen, s => Assert.Equal((s.Command, 2, 1000), s));
        foreach (var word in (string[])["SELECT", "INSERT", "UPDATE", "DELETE"]) Assert.Contains(seen, s => s.Command.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_of_a_newer_version_ends_the_recovery_with_the_remedy()
    {
        await using var system = JournalSystem.Open(_folder.File);
        _folder.Read("INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier) VALUES (0, 0, 'p', 1, x'7b7d', 'owner-claimed.9', 7001)");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => system.RecoverAsync("p"));
        Assert.Contains("owner-claimed.9", KongAkka.Pipeline.UnrecoverableException.CauseOf(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_lost_its_place_and_won_it_back_recovers_all_of_it()
    {
        await using var a = JournalSystem.Open(_folder.File);
        await (await a.RecoverAsync("p")).DoAsync(new OwnerClaimed(1, At));
        await using var b = JournalSystem.Open(_folder.File);
        await (await b.RecoverAsync("p")).DoAsync(new OwnerClaimed(2, At));
        await (await a.RecoverAsync("p")).DoAsync(new OwnerClaimed(3, At));
        Assert.Equal([1, 2, 3], (await b.RecoverAsync("p")).Epochs);
    }

    private static void Look(TraceInfo trace, ConcurrentQueue<(string Command, long Synchronous, long BusyTimeout)> seen)
    {
        if (trace.TraceInfoStep != TraceInfoStep.BeforeExecute || trace.Command is not { Connection: { } connection } command) return;
        long Read(string pragma)
        {
            using var look = connection.CreateCommand();
            look.Transaction = command.Transaction;
            look.CommandText = $"PRAGMA {pragma}";
            return (long)look.ExecuteScalar()!;
        }

        seen.Enqueue((command.CommandText, Read("synchronous"), Read("busy_timeout")));
    }

    private sealed record Stranger : JournalEvent;

    private static SubtaskSnapshot Snapshot(long epoch) => new(epoch, 0, [], [], IsRetired: false, []);
}
