using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Proving;

public sealed class TableComparisonTests
{
    private const int Rows = 1000;
    private static readonly TrafficPlan Plan = new(3, 77, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 100);
    private readonly ExpectedRows _expected = new();

    public TableComparisonTests() => Play(record => _expected.Remember(record.Sequence, record.Row.Fingerprint()));

    [Fact]
    public void A_table_with_exactly_the_rows_is_exact()
    {
        var findings = Compare(record => 1);
        Assert.True(findings.IsExact);
        Assert.Equal((Rows, Rows, 0), (findings.Expected, findings.Found, findings.OtherRuns));
        Assert.Empty(findings.Examples);
    }

    [Fact]
    public void A_missing_row_is_found()
    {
        var findings = Compare(record => record.Sequence is 5 or 999 ? 0 : 1);
        Assert.Equal(2, findings.Faults[RowFaultKind.Missing]);
        Assert.Equal([5, 999], findings.Examples.Select(e => e.Sequence));
        Assert.Single(findings.Faults);
    }

    [Fact]
    public void A_doubled_row_is_found_as_often_as_it_is_there_too_often()
    {
        var findings = Compare(record => record.Sequence == 17 ? 3 : 1);
        Assert.Equal(2, findings.Faults[RowFaultKind.Doubled]);
        Assert.Single(findings.Faults);
    }

    [Fact]
    public void A_row_with_another_value_is_found()
    {
        var findings = Compare(record =>
        {
            if (record.Sequence == 400) record.Row.StatusCode = 999;
            return 1;
        });
        Assert.Equal(1, findings.Faults[RowFaultKind.Different]);
        Assert.Equal("999", Assert.Single(findings.Examples).Found![6]);
    }

    [Fact]
    public void Rows_that_no_record_had_to_become_are_found()
    {
        var comparison = new TableComparison(Plan.Run, _expected);
        Play(record => comparison.Take(record.Row));
        var row = new AccessLogRow();
        row.OriginalMessage.Set("a line without an id"u8);
        comparison.Take(row);
        new RowId(Plan.Run, RowId.NotKept | 4).AppendTo(row.OriginalMessage.Clear());
        comparison.Take(row);
        new RowId(Plan.Run, Rows).AppendTo(row.OriginalMessage.Clear());
        comparison.Take(row);
        var findings = comparison.Finish();
        Assert.Equal(3, findings.Faults[RowFaultKind.Unexpected]);
        Assert.Single(findings.Faults);
    }

    [Fact]
    public void Rows_of_other_runs_are_counted_apart()
    {
        var comparison = new TableComparison(Plan.Run, _expected);
        Play(record => comparison.Take(record.Row));
        var row = new AccessLogRow();
        new RowId(Plan.Run + 1, 4).AppendTo(row.OriginalMessage.Clear());
        comparison.Take(row);
        var findings = comparison.Finish();
        Assert.True(findings.IsExact);
        Assert.Equal(1, findings.OtherRuns);
    }

    [Fact]
    public void The_order_of_the_rows_makes_no_difference()
    {
        var comparison = new TableComparison(Plan.Run, _expected);
        foreach (var parity in new[] { 1, 0 })
        {
            Play(record =>
            {
                if (record.Sequence % 2 == parity) comparison.Take(record.Row);
            });
        }

        Assert.True(comparison.Finish().IsExact);
    }

    [Fact]
    public void Expected_rows_can_be_made_again()
    {
        string[]? expected = null;
        Play(record => expected = record.Sequence == 321 ? record.Row.Describe() : expected);
        Assert.Equal(expected, RowReplay.Rows(Plan, [321, 4])[321]);
    }

    private TableFindings Compare(Func<TrafficRecord, int> timesInTheTable)
    {
        var comparison = new TableComparison(Plan.Run, _expected);
        Play(record =>
        {
            for (var times = timesInTheTable(record); times > 0; times--) comparison.Take(record.Row);
        });
        return comparison.Finish();
    }

    private static void Play(Action<TrafficRecord> onKept)
    {
        var generator = new TrafficGenerator(Plan);
        for (var kept = 0; kept < Rows;)
        {
            var record = generator.Next();
            if (record.Fate != ExpectedFate.Kept) continue;
            onKept(record);
            kept++;
        }
    }
}
