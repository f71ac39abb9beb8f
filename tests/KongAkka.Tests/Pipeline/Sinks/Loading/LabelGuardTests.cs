using KongAkka.Pipeline.Sinks.Loading;

namespace KongAkka.Tests.Pipeline.Sinks.Loading;

public sealed class LabelGuardTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LabelTerms Terms = new(TimeSpan.FromDays(3), 1000, TimeSpan.FromSeconds(150));

    [Fact]
    public void A_label_under_which_nothing_was_sent_is_trusted_for_ever() =>
        Assert.True(new LabelGuard(Terms, null).IsTrusted(Start.AddDays(30), null));

    [Theory]
    [InlineData(62, true)]
    [InlineData(64, false)]
    public void A_label_is_trusted_until_well_before_starrocks_forgets_it_by_age(int hours, bool isTrusted) =>
        Assert.Equal(isTrusted, new LabelGuard(Terms, Start).IsTrusted(Start.AddHours(hours), finished: 5));

    [Theory]
    [InlineData(899, true)]
    [InlineData(900, false)]
    [InlineData(1000, false)]
    public void A_label_is_trusted_until_the_database_has_finished_nearly_as_many_loads_as_it_remembers(int finished, bool isTrusted) =>
        Assert.Equal(isTrusted, new LabelGuard(Terms, Start).IsTrusted(Start.AddMinutes(1), finished));

    [Theory]
    [InlineData(9, true)]
    [InlineData(11, false)]
    public void Where_starrocks_does_not_tell_how_many_a_label_is_trusted_for_ten_minutes(int minutes, bool isTrusted) =>
        Assert.Equal(isTrusted, new LabelGuard(Terms, Start).IsTrusted(Start.AddMinutes(minutes), finished: null));

    [Fact]
    public void Numbers_of_the_cluster_that_are_set_otherwise_count()
    {
        var guard = new LabelGuard(Terms with { KeepNum = 100_000, KeepTime = TimeSpan.FromDays(30) }, Start);
        Assert.True(guard.IsTrusted(Start.AddDays(20), finished: 800));
        Assert.True(guard.IsTrusted(Start.AddHours(16), finished: 1000));
        Assert.False(guard.IsTrusted(Start.AddHours(17), finished: 1000));
    }

    [Fact]
    public void Loads_are_counted_only_where_they_matter()
    {
        var guard = new LabelGuard(Terms, Start);
        Assert.Equal([false, true, true, false], new[] { Start.AddSeconds(5), Start.AddSeconds(30), Start.AddDays(2), Start.AddDays(4) }.Select(guard.NeedsCount));
    }

    [Fact]
    public void The_first_request_counts_and_a_label_known_to_be_aborted_begins_anew()
    {
        var guard = new LabelGuard(Terms, null);
        guard.Sent(Start);
        guard.Sent(Start.AddDays(2));
        Assert.False(guard.IsTrusted(Start.AddDays(3), finished: 0));
        guard.Void();
        Assert.True(guard.IsTrusted(Start.AddDays(3), finished: 0));
    }
}
