using KongAkka.Jobs.Journal;

namespace KongAkka.Tests.Jobs.Journal;

/// <summary>Two processes that both take themselves for the owner.</summary>
public sealed class JournalFenceTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 6, 30, 0, TimeSpan.Zero);

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_older_owner_fails_at_its_next_write()
    {
        await using var older = JournalSystem.Open(_folder.File);
        await using var newer = JournalSystem.Open(_folder.File);
        var (loser, winner) = await TakeOverAsync(older, newer);

        await loser.FailAsync(new OwnerClaimed(9, At));

        await winner.DoAsync(new OwnerClaimed(3, At));
        Assert.Equal([1, 2, 3], (await newer.RecoverAsync("p")).Epochs);
    }

    /// <summary>Of deleted events only the last one stays, marked: without the trigger the older owner's number would be free again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task The_older_owner_fails_also_when_the_newer_one_has_deleted_all_its_events(int written)
    {
        await using var older = JournalSystem.Open(_folder.File);
        await using var newer = JournalSystem.Open(_folder.File);
        var (loser, winner) = await TakeOverAsync(older, newer);
        for (var i = 1; i < written; i++) await winner.DoAsync(new OwnerClaimed(2, At));
        var last = await winner.DoAsync(new SubtaskSnapshot(2, 0, [], [], IsRetired: false, []));
        await winner.DoAsync(last);
        Assert.Equal([$"{1 + written} 1"], _folder.Column("SELECT sequence_number || ' ' || deleted FROM journal"));

        var failure = await loser.FailAsync(new OwnerClaimed(9, At));

        Assert.Contains("a newer owner has written to the journal", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1L, _folder.Read("SELECT count(*) FROM journal"));
        Assert.Equal([2], (await newer.RecoverAsync("p")).Epochs);
    }

    /// <summary>What the trigger is for: it shows that the unique index alone is a fence with a gap.</summary>
    [Fact]
    public async Task Without_the_trigger_a_deleted_number_could_be_taken_again()
    {
        await using var older = JournalSystem.Open(_folder.File);
        await using var newer = JournalSystem.Open(_folder.File);
        _folder.Read("DROP TRIGGER journal_fence");
        var (loser, winner) = await TakeOverAsync(older, newer);
        await winner.DoAsync(new OwnerClaimed(2, At));
        await winner.DoAsync(3L);

        Assert.Equal(2, await loser.DoAsync(new OwnerClaimed(9, At)));
    }

    [Fact]
    public async Task Of_two_that_claim_at_once_one_succeeds()
    {
        await using var one = JournalSystem.Open(_folder.File);
        await using var other = JournalSystem.Open(_folder.File);
        var claims = new[] { await one.RecoverAsync("p"), await other.RecoverAsync("p") }.Select((claimant, i) => ClaimAsync(claimant, i)).ToList();
        Assert.Single(await Task.WhenAll(claims), won => won);
        Assert.Equal(1L, _folder.Read("SELECT count(*) FROM journal"));
    }

    private static async Task<(JournalActorProbe Loser, JournalActorProbe Winner)> TakeOverAsync(JournalSystem older, JournalSystem newer)
    {
        var loser = await older.RecoverAsync("p");
        await loser.DoAsync(new OwnerClaimed(1, At));
        var winner = await newer.RecoverAsync("p");
        Assert.Equal(2, await winner.DoAsync(new OwnerClaimed(2, At)));
        return (loser, winner);
    }

    private static async Task<bool> ClaimAsync(JournalActorProbe claimant, int epoch)
    {
        var claimed = claimant.DoAsync(new OwnerClaimed(epoch, At));
        await ((Task)claimed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return claimed.IsCompletedSuccessfully;
    }
}
