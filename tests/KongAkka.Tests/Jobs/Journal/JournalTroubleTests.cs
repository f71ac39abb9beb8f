using System.Diagnostics;
using Akka.Pattern;
using KongAkka.Jobs.Journal;
using LinqToDB;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;

namespace KongAkka.Tests.Jobs.Journal;

/// <summary>What an actor sees of a full disk and of a database that others hold.</summary>
public sealed class JournalTroubleTests : IDisposable
{
    private const int DatabaseFull = 13;
    private const int DatabaseBusy = 5;
    private static readonly DateTimeOffset At = new(2026, 11, 24, 6, 30, 0, TimeSpan.Zero);

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task On_a_full_disk_a_write_fails_and_works_again_when_there_is_room()
    {
        var isFull = false;
        await using var system = JournalSystem.Open(_folder.File, options => options.UseTracing(TraceLevel.Info, t => Bound(t, isFull)));
        var actor = await system.RecoverAsync("p");
        await actor.DoAsync(new JobSubmitted("a", "b", At));
        isFull = true;
        var failure = await actor.FailAsync(new JobSubmitted("a", new string('n', 100_000), At));
        Assert.Equal(DatabaseFull, Assert.IsType<SqliteException>(failure).SqliteErrorCode);

        isFull = false;
        var again = await system.RecoverAsync("p");
        Assert.Equal(2, await again.DoAsync(new JobSubmitted("a", new string('n', 100_000), At)));
    }

    [Fact]
    public async Task A_database_that_is_locked_for_long_fails_the_write_before_the_circuit_breaker_does()
    {
        await using var system = JournalSystem.Open(_folder.File, options => options.UseConnectionString(options.ConnectionOptions.ConnectionString!.Replace("=10", "=1", StringComparison.Ordinal)));
        var actor = await system.RecoverAsync("p");
        using (var other = _folder.Connect())
        {
            using var writing = other.BeginTransaction();
            var failure = await actor.FailAsync(new OwnerClaimed(1, At));
            Assert.Equal(DatabaseBusy, Assert.IsType<SqliteException>(failure).SqliteErrorCode);
        }

        Assert.Equal(1, await (await system.RecoverAsync("p")).DoAsync(new OwnerClaimed(1, At)));
    }

    [Fact]
    public async Task A_database_that_is_locked_briefly_only_delays_a_write()
    {
        await using var system = JournalSystem.Open(_folder.File);
        var actor = await system.RecoverAsync("p");
        Task<long> written;
        using (var other = _folder.Connect())
        {
            using var writing = other.BeginTransaction();
            written = actor.DoAsync(new OwnerClaimed(1, At));
            // Long enough that a write which does not wait would be over.
            Assert.NotSame(written, await Task.WhenAny(written, Task.Delay(200)));
        }

        Assert.Equal(1, await written);
    }

    [Fact]
    public async Task Another_ones_write_does_not_keep_an_actor_from_recovering()
    {
        await using var system = JournalSystem.Open(_folder.File);
        await (await system.RecoverAsync("p")).DoAsync(new OwnerClaimed(1, At));
        using var other = _folder.Connect();
        using var writing = other.BeginTransaction();
        Assert.Equal([1], (await system.RecoverAsync("p")).Epochs);
    }

    [Fact]
    public async Task A_disk_that_does_not_answer_fails_the_write_and_the_next_owner_finds_out_what_became_of_it()
    {
        using var answer = new ManualResetEventSlim();
        await using var system = JournalSystem.Open(
            _folder.File,
            options => options.UseTracing(TraceLevel.Info, t => Hold(t, answer)),
            "akka.persistence.journal.sql.circuit-breaker { call-timeout = 500 ms, max-failures = 1, reset-timeout = 200 ms }");
        var actor = await system.RecoverAsync("p");
        Assert.IsType<TimeoutException>(await actor.FailAsync(new OwnerClaimed(1, At)));
        answer.Set();

        await using var other = JournalSystem.Open(_folder.File);
        var next = await other.RecoverAsync("p");
        Assert.Equal(next.Replayed.Count + 1, await next.DoAsync(new OwnerClaimed(2, At)));
        Assert.Equal([.. next.Epochs, 2], (await other.RecoverAsync("p")).Epochs);
    }

    [Fact]
    public async Task After_too_many_failures_writes_fail_at_once_for_a_while()
    {
        await using var system = JournalSystem.Open(_folder.File, "akka.persistence.journal.sql.circuit-breaker { max-failures = 1, reset-timeout = 300 ms }");
        var (loser, unlucky) = (await system.RecoverAsync("p"), await system.RecoverAsync("q"));
        _folder.Read("INSERT INTO journal (created, deleted, persistence_id, sequence_number, message) VALUES (0, 0, 'p', 1, x'')");
        await loser.FailAsync(new OwnerClaimed(1, At));
        Assert.IsType<OpenCircuitException>(await unlucky.FailAsync(new OwnerClaimed(1, At)));
        // The circuit closes by time alone.
        await Task.Delay(400);
        Assert.Equal(1, await (await system.RecoverAsync("q")).DoAsync(new OwnerClaimed(1, At)));
    }

    private static void Hold(TraceInfo trace, ManualResetEventSlim answer)
    {
        if (trace.TraceInfoStep == TraceInfoStep.BeforeExecute && trace.Command?.CommandText.Contains("INSERT", StringComparison.Ordinal) == true) answer.Wait();
    }

    /// <summary>Keeps a connection from making the file larger, as a full disk does.</summary>
    private static void Bound(TraceInfo trace, bool isFull)
    {
        if (trace.TraceInfoStep != TraceInfoStep.BeforeExecute || trace.Command is not { Connection: { } connection } command) return;
        using var bound = connection.CreateCommand();
        bound.Transaction = command.Transaction;
        bound.CommandText = $"PRAGMA max_page_count = {(isFull ? 1 : 1_000_000)}";
        bound.ExecuteNonQuery();
    }
}
