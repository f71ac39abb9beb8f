using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.Proving;

namespace KongAkka.SandboxTests.Crashes;

/// <summary>The journal is not the one that the job wrote last: lost, set back to a backup, or copied to a second installation.</summary>
public sealed class WrongJournalTests
{
    private static readonly string[] TakeGroup = CrashRun.Set("restore.on-conflict", "group-offsets");
    private static readonly string[] TakeJournal = CrashRun.Set("restore.on-conflict", "journal");

    [Fact]
    public async Task A_lost_journal_is_noticed_and_the_group_can_stand_in_for_it()
    {
        await using var run = await CrashRun.StartAsync();
        await run.FinishesAsync();
        run.LoseJournal();
        run.Produce(600);
        var loaded = await run.CountAsync();
        Names(await run.FailsAsync(), "The journal knows no offsets", "The journal was lost");
        Assert.Equal(loaded, await run.CountAsync());
        await run.FinishesAsync(TakeGroup);
        await run.HoldsExactlyAsync();
        run.Produce(600);
        await run.FinishesAsync();
        await run.HoldsExactlyAsync();
    }

    [Fact]
    public async Task Without_regard_to_the_group_a_lost_journal_means_to_begin_anew()
    {
        await using var run = await CrashRun.StartAsync();
        await run.FinishesAsync();
        var first = run.Expected.Count;
        run.LoseJournal();
        run.Produce(600);
        await run.FinishesAsync(TakeJournal);
        var findings = await run.CompareAsync();
        Assert.Equal(first, findings.Faults[RowFaultKind.Doubled]);
        Assert.DoesNotContain(RowFaultKind.Missing, findings.Faults);
    }

    [Fact]
    public async Task A_journal_from_a_backup_is_noticed_and_the_group_can_lead_on()
    {
        await using var run = await CrashRun.StartAsync();
        await LoadBehindABackupAsync(run);
        var loaded = await run.CountAsync();
        Names(await run.FailsAsync(), "contradict the journal", "(epoch 2) has committed it");
        Assert.Equal(loaded, await run.CountAsync());
        await run.FinishesAsync(TakeGroup);
        await run.HoldsExactlyAsync();
        run.Produce(600);
        await run.FinishesAsync();
        await run.HoldsExactlyAsync();
    }

    [Fact]
    public async Task A_journal_from_a_backup_that_is_to_be_believed_loses_nothing()
    {
        await using var run = await CrashRun.StartAsync();
        var first = run.Expected.Count;
        var behind = await LoadBehindABackupAsync(run);
        await run.FinishesAsync(TakeJournal);
        var findings = await run.CompareAsync();
        Assert.DoesNotContain(RowFaultKind.Missing, findings.Faults);
        Assert.InRange(findings.Faults.GetValueOrDefault(RowFaultKind.Doubled), 0, behind - first);
    }

    [Fact]
    public async Task A_second_installation_on_a_copy_of_the_journal_reads_nothing_while_the_first_has_gone_on()
    {
        string[] endless = CrashRun.Set("source.bounded-mode", "unbounded");
        await using var run = await CrashRun.StartAsync();
        using var first = run.Start(endless);
        await run.LoadedAsync(50, first);
        var copy = run.PathOf("copy.db");
        run.CopyJournal(copy);
        run.Produce(600);
        await run.LoadedAsync(run.Expected.Count, first);
        Names(await run.StaysWithFailedJobAsync([.. endless, "--set", $"journal.connection-string=Data Source={copy}"]), "contradict the journal", "come further than the journal knows");
        first.Signal(ChildService.Terminate);
        Assert.True(await first.ExitAsync(TimeSpan.FromSeconds(60)) == 0, first.Log);
        await run.HoldsExactlyAsync();
    }

    [Fact]
    public async Task Of_two_installations_that_start_on_copies_of_a_journal_at_the_same_moment_one_ends()
    {
        string[] endless = [.. CrashRun.Set("source.bounded-mode", "unbounded"), .. CrashRun.Set("parallelism", "1")];
        await using var run = await CrashRun.StartAsync();
        await run.FinishesAsync();
        var copy = run.PathOf("copy.db");
        run.CopyJournal(copy);
        using var first = run.Start(endless);
        using var second = run.Start([.. endless, "--set", $"journal.connection-string=Data Source={copy}", .. CrashRun.Set("rejects.directory", run.OtherRejects)]);
        var loser = await CrashRun.FirstToFailAsync(first, second);
        var winner = loser == first ? second : first;
        run.Produce(600);
        await run.LoadedAsync(run.Expected.Count, winner);
        winner.Signal(ChildService.Terminate);
        Assert.True(await winner.ExitAsync(TimeSpan.FromSeconds(60)) == 0, winner.Log);
        await run.HoldsExactlyAsync();
    }

    /// <summary>Loads 600 records more than a backup knows of, puts it back, and produces 600 more.</summary>
    /// <returns>How many rows the table had to have before the last 600.</returns>
    private static async Task<long> LoadBehindABackupAsync(CrashRun run)
    {
        await run.FinishesAsync();
        run.CopyJournal(run.PathOf("backup.db"));
        run.Produce(600);
        await run.FinishesAsync();
        var loaded = run.Expected.Count;
        run.RestoreJournal(run.PathOf("backup.db"));
        run.Produce(600);
        return loaded;
    }

    private static void Names(string log, params string[] words)
    {
        foreach (var word in (string[])[.. words, "restore.on-conflict=group-offsets", "restore.on-conflict=journal"]) Assert.Contains(word, log, StringComparison.Ordinal);
    }
}
