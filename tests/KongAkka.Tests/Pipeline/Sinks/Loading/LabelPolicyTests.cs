using KongAkka.Pipeline.Sinks.Loading;

namespace KongAkka.Tests.Pipeline.Sinks.Loading;

public sealed class LabelPolicyTests
{
    [Theory]
    [InlineData("VISIBLE", typeof(LoadDecision.Committed))]
    [InlineData("COMMITTED", typeof(LoadDecision.Committed))]
    [InlineData("ABORTED", typeof(LoadDecision.RetrySameLabel))]
    [InlineData("UNKNOWN", typeof(LoadDecision.RetrySameLabel))]
    [InlineData("PREPARE", typeof(LoadDecision.Wait))]
    [InlineData("PREPARED", typeof(LoadDecision.Stop))]
    public void A_state_decides(string state, Type decision) => Assert.IsType(decision, AfterState(state));

    [Fact]
    public void An_unknown_label_that_may_be_forgotten_is_looked_for_by_its_rows() => Assert.IsType<LoadDecision.Forgotten>(AfterState("UNKNOWN", isLabelTrusted: false));

    [Fact]
    public void An_aborted_label_counts_even_when_it_is_old() => Assert.IsType<LoadDecision.RetrySameLabel>(AfterState("ABORTED", isLabelTrusted: false));

    [Fact]
    public void A_load_that_hangs_is_cancelled() => Assert.IsType<LoadDecision.Cancel>(AfterState("PREPARE", isOverdue: true));

    private static LoadDecision AfterState(string state, bool isLabelTrusted = true, bool isOverdue = false)
    {
        var question = new LoadDecision.AskState(new LoadDecision.RetrySameLabel(RetryPace.Soon, new LoadTrouble("what", "remedy")));
        return LabelPolicy.AfterAsking(new StateAnswer.Known(Enum.Parse<LoadState>(state, ignoreCase: true)), question, isLabelTrusted, isOverdue);
    }
}
