using KongAkka.Jobs.Replays;
using KongAkka.Service.Commands.Rejects;

namespace KongAkka.Tests.Service.Rejects;

public sealed class ReplayOutputTests
{
    private readonly ReplayTally _tally = new() { ReplayedBefore = 5, NotPassed = 2, ReadAgain = 1 };

    public ReplayOutputTests()
    {
        _tally.AddLoad(40);
        _tally.AddLoad(2);
        _tally.AddRejected("response-time");
        _tally.AddDropped("filtered");
    }

    [Fact]
    public void A_person_reads_a_line_for_each_outcome() => Assert.Equal(
        """
        what                           records
        loaded                              42
        rejected again: response-time        1
        dropped: filtered                    1
        replayed before                      5
        not yet passed by the job            2
        read again by the job                1

        """.ReplaceLineEndings("\n"),
        Print(asJson: false));

    [Fact]
    public void A_program_reads_one_object() => Assert.Equal(
        """{"loaded":42,"loads":2,"rejected":{"response-time":1},"dropped":{"filtered":1},"replayedBefore":5,"notPassed":2,"readAgain":1}""" + "\n", Print(asJson: true));

    private string Print(bool asJson)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new RejectsOutput(output, asJson, isTerminal: false).WriteReplay(_tally);
        return output.ToString();
    }
}
