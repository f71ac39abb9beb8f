using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Traffic;

/// <summary>The generator never asks the rule, so where both agree neither is likely to be wrong.</summary>
public sealed class TrafficAgainstTheRuleTests
{
    private const int Many = 100_000;
    private readonly Rule _rule = Rules.Create("access-log");
    private readonly RecordValues _values = new();
    private readonly RowBatch _rows;
    private readonly ColumnFit _fit;

    public TrafficAgainstTheRuleTests()
    {
        _rows = new RowBatch(_rule.Schema);
        _fit = new ColumnFit(_rule.Schema, OnUnfit.Reject);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20251121)]
    public void The_rule_makes_of_every_record_what_the_generator_expects(int seed)
    {
        var generator = new TrafficGenerator(new TrafficPlan(seed, 1, new DateTimeOffset(2025, 12, 31, 14, 59, 50, TimeSpan.Zero), 2000));
        for (var i = 0; i < Many; i++) AssertMatches(generator.Next());
    }

    private void AssertMatches(TrafficRecord record)
    {
        var fate = Decide(record.Value);
        var reason = fate.Kind == FateKind.Kept ? "" : fate.Reason(_rule.Schema);
        switch (record.Fate)
        {
            case ExpectedFate.Kept:
                Assert.True(fate.Kind == FateKind.Kept, $"{reason} instead of a row: {record.Value}");
                var made = ReadRow();
                if (made.Fingerprint() != record.Row.Fingerprint()) Assert.Equal(record.Row.Describe(), made.Describe());
                return;
            case ExpectedFate.Rejected: Assert.Equal((record.Reason, record.Value.ToString()), (reason, record.Value.ToString())); return;
            case ExpectedFate.Unreadable: Assert.True(reason is "unreadable" or "filtered", $"{reason}: {record.Value}"); return;
            case ExpectedFate.Filtered: Assert.Equal(("filtered", record.Value.ToString()), (reason, record.Value.ToString())); return;
            case ExpectedFate.Tombstone: Assert.Equal("tombstone", reason); return;
            default: Assert.Fail("a fate that is not expected"); return;
        }
    }

    private RecordFate Decide(Utf8Text value)
    {
        _values.Clear();
        _rows.Clear();
        if (value.IsNull) _values.AddTombstone();
        else _values.Add(value.Bytes);
        _rule.Filter(_values);
        _rule.Parse(_values, _rows);
        _fit.Hold(_values, _rows);
        return _values.Fates[0];
    }

    private AccessLogRow ReadRow()
    {
        var cells = _rows.Row(0);
        var row = new AccessLogRow { ResponseTime = cells[3].IsNull ? null : cells[3].Double, StatusCode = cells[6].IsNull ? null : cells[6].Int32 };
        ReadText(cells[0], row.LogTime);
        ReadText(cells[1], row.Stream);
        ReadText(cells[2], row.ClientIp);
        ReadText(cells[4], row.HostDomain);
        ReadText(cells[5], row.RequestUrl);
        ReadText(cells[7], row.ProjectName);
        ReadText(cells[8], row.OriginalMessage);
        return row;
    }

    private void ReadText(Cell cell, Utf8Text to)
    {
        if (cell.IsNull)
        {
            to.SetNull();
            return;
        }

        var decoded = new byte[cell.Length];
        to.Set(decoded.AsSpan(0, JsonText.Decode(_rows.TextOf(cell), decoded)));
    }
}
