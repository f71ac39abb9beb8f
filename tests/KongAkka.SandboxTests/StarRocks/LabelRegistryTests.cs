using KongAkka.Sandbox.StarRocks.Labels;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class LabelRegistryTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(600);

    private readonly SetClock _clock = new();

    [Fact]
    public void A_label_is_free_again_only_after_its_load_was_aborted()
    {
        var labels = Registry();
        var first = Begin(labels, "a");
        Assert.Null(labels.TryBegin("db", "a", Timeout, out var holder));
        Assert.Equal(first.Id, holder!.Id);

        labels.Abort(first, "reason");
        Assert.Equal((LoadState.Aborted, "reason"), (labels.Find("db", "a")!.State, labels.Find("db", "a")!.Reason));
        var second = Begin(labels, "a");
        Assert.Null(labels.TryCommit(second));
        Assert.Null(labels.TryBegin("db", "a", Timeout, out _));
        labels.Publish(second);
        Assert.Equal(LoadState.Visible, labels.Find("db", "a")!.State);
        Assert.Null(labels.TryBegin("db", "a", Timeout, out _));
    }

    [Fact]
    public void A_label_belongs_to_its_database()
    {
        var labels = Registry();
        Begin(labels, "a");
        Assert.NotNull(labels.TryBegin("other", "a", Timeout, out _));
        Assert.Null(labels.Find("third", "a"));
    }

    [Fact]
    public void A_late_commit_of_an_aborted_load_does_not_touch_the_load_that_has_the_label_now()
    {
        var labels = Registry();
        var late = Begin(labels, "a");
        Assert.Null(labels.Cancel("db", "a"));
        var now = Begin(labels, "a");

        Assert.Equal("user cancel", labels.TryCommit(late));
        Assert.Equal(LoadState.Prepare, labels.Find("db", "a")!.State);
        Assert.Null(labels.TryCommit(now));
        Assert.NotNull(labels.Cancel("db", "a"));
    }

    [Fact]
    public void A_load_that_stays_in_PREPARE_is_aborted_at_its_timeout()
    {
        var labels = Registry();
        var load = Begin(labels, "a");
        _clock.Now += Timeout - TimeSpan.FromSeconds(1);
        Assert.Equal(LoadState.Prepare, labels.Find("db", "a")!.State);
        _clock.Now += TimeSpan.FromSeconds(1);

        Assert.Equal(LoadState.Aborted, labels.Find("db", "a")!.State);
        Assert.Equal("timeout by txn manager", labels.TryCommit(load));
    }

    [Fact]
    public void Finished_loads_are_forgotten_by_age()
    {
        var labels = Registry();
        Finish(labels, "a");
        _clock.Now += TimeSpan.FromDays(3);
        Assert.NotNull(labels.Find("db", "a"));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(labels.Find("db", "a"));
    }

    [Fact]
    public void Finished_loads_are_forgotten_by_number_whoever_made_them()
    {
        var labels = Registry();
        var running = Begin(labels, "running");
        Finish(labels, "first");
        for (var i = 0; i < 999; i++) Finish(labels, $"l{i}");
        Assert.NotNull(labels.Find("db", "first"));

        labels.Abort(Begin(labels, "aborted counts too"), "");

        Assert.Null(labels.Find("db", "first"));
        Assert.NotNull(labels.Find("db", "l0"));
        Assert.Null(labels.TryCommit(running));
    }

    [Fact]
    public void A_committed_load_is_not_evicted_before_it_is_visible()
    {
        var labels = Registry();
        var committed = Begin(labels, "committed");
        labels.TryCommit(committed);
        _clock.Now += TimeSpan.FromDays(30);
        for (var i = 0; i < 2000; i++) Finish(labels, $"l{i}");

        Assert.Equal(LoadState.Committed, labels.Find("db", "committed")!.State);
    }

    [Theory]
    [InlineData("kk_0aZ-9", true)]
    [InlineData("", false)]
    [InlineData("a.b", false)]
    [InlineData("a\n", false)]
    [InlineData("한글", false)]
    public void A_label_is_of_letters_digits_underscores_and_hyphens(string label, bool valid)
    {
        Assert.Equal(valid, LabelRegistry.IsValid(label));
        Assert.True(LabelRegistry.IsValid(new string('a', 128)));
        Assert.False(LabelRegistry.IsValid(new string('a', 129)));
    }

    private static LoadTransaction Begin(LabelRegistry labels, string label) => labels.TryBegin("db", label, Timeout, out _)!;

    private static void Finish(LabelRegistry labels, string label)
    {
        var load = Begin(labels, label);
        labels.TryCommit(load);
        labels.Publish(load);
    }

    private LabelRegistry Registry() => new(_clock, LabelRetention.Default);
}
