using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class JobJournalStateTests
{
    private static readonly DateTimeOffset Now = SampleJob.Now;
    private static readonly EndsIdentified Ends = new("c", "t", "i", "d.t", "r", Now);

    private readonly JobJournalState _state = new();

    [Fact]
    public void Before_its_first_start_a_job_has_nothing() =>
        Assert.Equal((null, 0L, null, null, false, null), (_state.JobId, _state.Epoch, _state.Ends, _state.Generation, _state.IsRetiring, _state.End));

    [Fact]
    public void It_holds_the_last_of_each()
    {
        Apply(new JobSubmitted("id", "name", Now), Started(1), Ends, Generation(1), Started(2), Ends with { RuleHash = "s" });
        Assert.Equal(("id", 2L, "s", 1), (_state.JobId, _state.Epoch, _state.Ends!.RuleHash, _state.Generation!.Number));
    }

    [Fact]
    public void The_end_of_a_generation_holds_until_the_next_begins()
    {
        Apply(Generation(1), new JobEnded("FINISHED", Now), new GenerationRetiring(1, Now), Started(2));
        Assert.Equal((true, "FINISHED"), (_state.IsRetiring, _state.End!.State));
        Apply(Generation(2));
        Assert.Equal((false, null, 2), (_state.IsRetiring, _state.End, _state.Generation!.Number));
    }

    [Fact]
    public void An_event_of_a_subtask_is_refused() => Assert.Throws<InvalidOperationException>(() => Apply(new Retired(Now)));

    private static JobStarted Started(long epoch) => new(epoch, "host", 1, "1.0", Now);

    private static GenerationStarted Generation(int number) => new(number, "life", 1, "unbounded", [], Now);

    private void Apply(params JournalEvent[] events)
    {
        foreach (var journaled in events) _state.Apply(journaled);
    }

    [Fact]
    public void A_generation_that_was_read_to_its_end_stays_so_when_the_next_start_fails_before_it_reads()
    {
        var state = new JobJournalState();
        state.Apply(new GenerationStarted(1, "life", 1, "latest-offset", [new(0, 0, 0, 10)], SampleJob.Now));
        state.Apply(new JobEnded(JobEnded.Finished, SampleJob.Now));
        state.Apply(new JobEnded("FAILED", SampleJob.Now, "the table is missing"));
        Assert.True(state.IsFinished);
        state.Apply(new GenerationStarted(2, "life", 1, "latest-offset", [new(0, 0, 10, 20)], SampleJob.Now));
        Assert.False(state.IsFinished);
    }
}
