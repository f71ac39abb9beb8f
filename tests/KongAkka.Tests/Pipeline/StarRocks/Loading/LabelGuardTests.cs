using KongAkka.Pipeline.StarRocks.Loading;

namespace KongAkka.Tests.Pipeline.StarRocks.Loading;

public sealed class LabelGuardTests
{
    private readonly ManualTime _time = new();
    private readonly LabelGuard _guard;

    public LabelGuardTests() => _guard = new LabelGuard(_time);

    [Fact]
    public void A_label_under_which_nothing_was_sent_is_trusted_for_ever()
    {
        _time.Advance(TimeSpan.FromDays(30));
        Assert.True(_guard.IsTrusted);
    }

    [Fact]
    public void A_label_is_trusted_until_shortly_before_starrocks_may_forget_it()
    {
        _guard.Sent(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromHours(69));
        Assert.True(_guard.IsTrusted);

        _guard.Sent(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_guard.IsTrusted);
    }

    [Fact]
    public void A_label_known_to_be_aborted_begins_anew()
    {
        _guard.Sent(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromDays(4));
        _guard.Void();
        Assert.True(_guard.IsTrusted);
    }
}
