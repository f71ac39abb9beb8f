using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.SandboxTests.Consuming;

public sealed class ClosingReadersTests
{
    private readonly LogLines _log = new();

    [Fact]
    public async Task One_that_does_not_close_holds_up_nobody_and_is_left_behind_with_a_word()
    {
        using var never = new ManualResetEventSlim();
        var closing = new ClosingReaders("logs", _log, TimeSpan.FromMilliseconds(50));
        closing.Add(never.Wait);
        await closing.Done.WaitAsync(Eventually.Patience);
        Assert.Equal(1, _log.CountOf("A consumer of logs does not close within 0.05 s and is left behind."));
        never.Set();
    }

    [Fact]
    public async Task All_are_waited_for()
    {
        using var first = new ManualResetEventSlim();
        var closing = new ClosingReaders("logs", _log);
        closing.Add(first.Wait);
        closing.Add(() => { });
        var done = closing.Done;
        Assert.False(done.IsCompleted);
        first.Set();
        await done.WaitAsync(Eventually.Patience);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task What_goes_wrong_in_closing_is_told_and_ends_nothing()
    {
        var closing = new ClosingReaders("logs", _log);
        closing.Add(() => throw new InvalidOperationException("broken"));
        await closing.Done.WaitAsync(Eventually.Patience);
        Assert.Equal(1, _log.CountOf("Closing a consumer of logs failed."));
    }
}
