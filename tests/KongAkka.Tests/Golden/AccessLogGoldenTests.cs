using KongAkka.Parsing;
using KongAkka.Tests.Parsing;

namespace KongAkka.Tests.Golden;

/// <summary>The rule against what a real Flink 2.0 printed.</summary>
public sealed class AccessLogGoldenTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_case_becomes_what_Flink_printed(bool filterFirst)
    {
        var outcomes = RuleRunner.Run(Rules.Create("access-log"), GoldenCase.All.Select(c => c.Value), filterFirst);

        var differences = GoldenCase.All.Zip(outcomes)
            .Select(pair => (pair.First, Expected: Expected(pair.First), Actual: Actual(pair.Second)))
            .Where(d => d.Expected != d.Actual)
            .Select(d => $"{d.First.Id} {d.First.Category}\n  Flink: {d.Expected}\n  ours:  {d.Actual}")
            .ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.Take(20))}");
    }

    [Fact]
    public void The_file_holds_all_its_cases()
    {
        Assert.Equal(5646, GoldenCase.All.Count);
        Assert.Equal(2226, GoldenCase.All.Count(c => c.Row is not null));
        Assert.Equal(17, GoldenCase.All.Count(c => c.JobFails));
    }

    [Fact]
    public void A_tombstone_is_told_from_an_unreadable_record()
    {
        var outcomes = RuleRunner.Run(Rules.Create("access-log"), GoldenCase.All.Select(c => c.Value));

        foreach (var (golden, outcome) in GoldenCase.All.Zip(outcomes)) Assert.Equal(golden.Value is null, outcome.Kind == FateKind.Tombstone);
    }

    private static string Expected(GoldenCase golden)
    {
        if (golden.JobFails) return "rejected";
        return golden.Row is null ? "dropped" : new Outcome(FateKind.Kept, 0, "", golden.Row).ToString();
    }

    private static string Actual(Outcome outcome) => outcome.Kind switch
    {
        FateKind.Kept => outcome.ToString(),
        FateKind.CastFailed => "rejected",
        FateKind.Tombstone or FateKind.Unreadable or FateKind.Filtered => "dropped",
        _ => outcome.ToString(),
    };
}
