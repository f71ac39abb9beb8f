using KongAkka.Pipeline.Sinks.Loading;

namespace KongAkka.Tests.Pipeline.Sinks.Loading;

public sealed class OpenGuardsTests
{
    private static readonly LabelTerms Terms = new(TimeSpan.FromHours(8), 1000, TimeSpan.FromSeconds(150));

    [Fact]
    public void The_label_that_is_nearest_to_being_forgotten_is_shown_until_it_is_no_longer_in_use()
    {
        var (now, guards) = (new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero), new OpenGuards(Terms));
        var (old, young, unsent) = (new LabelGuard(Terms, now.AddHours(-6)), new LabelGuard(Terms, now.AddHours(-1)), new LabelGuard(Terms, null));
        foreach (var guard in new[] { old, young, unsent }) guards.Open(guard);
        young.IsTrusted(now, 250);
        Assert.Equal((TimeSpan.FromHours(1), 650), (guards.Margin(now).Time, guards.Margin(now).Loads));
        guards.Close(old);
        Assert.Equal(TimeSpan.FromHours(6), guards.Margin(now).Time);
        guards.Close(young);
        Assert.Equal((TimeSpan.FromHours(7), 900), (guards.Margin(now).Time, guards.Margin(now).Loads));
    }
}
