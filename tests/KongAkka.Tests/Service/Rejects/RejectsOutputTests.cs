using KongAkka.Pipeline.Rejects;
using KongAkka.Service.Commands.Rejects;

namespace KongAkka.Tests.Service.Rejects;

public sealed class RejectsOutputTests : IDisposable
{
    private readonly StringWriter _text = new() { NewLine = "\n" };

    [Fact]
    public void Counts_are_aligned_where_there_is_no_terminal()
    {
        var output = List(asJson: false);
        Assert.Equal(
            """
            reason         records  bytes  first                     last
            response-time        2      2  2026-01-31T00:03:00.000Z  2026-01-31T01:00:00.000Z
            status-code          1      5  2026-01-31T02:00:00.000Z  2026-01-31T02:00:00.000Z

            reason         topic  partition  first offset  last offset  records
            response-time  logs           0             3            3        1
            response-time  logs          12             7            7        1
            status-code    logs           0           120          120        1

            file        bytes
            /r/j.jsonl   1234

            """,
            _text.ToString());
        Assert.Equal(["1 record was written again after a failure and is counted once."], output.Remarks);
    }

    [Fact]
    public void Counts_are_an_object_a_line_for_programs()
    {
        List(asJson: true);
        Assert.Equal(
            """
            {"reason":"response-time","count":3,"distinct":2,"bytes":2,"first":"2026-01-31T00:03:00Z","last":"2026-01-31T01:00:00Z","origins":[{"topic":"logs","partition":0,"first":3,"last":3,"count":1,"distinct":1,"bytes":1},{"topic":"logs","partition":12,"first":7,"last":7,"count":2,"distinct":1,"bytes":1}]}
            {"reason":"status-code","count":1,"distinct":1,"bytes":5,"first":"2026-01-31T02:00:00Z","last":"2026-01-31T02:00:00Z","origins":[{"topic":"logs","partition":0,"first":120,"last":120,"count":1,"distinct":1,"bytes":5}]}
            {"file":"/r/j.jsonl","bytes":1234}

            """,
            _text.ToString());
    }

    [Fact]
    public void On_a_terminal_a_table_is_drawn_and_marks_of_its_language_are_text()
    {
        new RejectsOutput(_text, asJson: false, isTerminal: true).WriteRecords([RejectTallyTests.Record("r", 0, 1, "[red]x[/]")], 0);
        Assert.Contains("╭", _text.ToString(), StringComparison.Ordinal);
        Assert.Contains("[red]x[/]", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_are_shown_on_a_line_each_and_cannot_steer_a_terminal()
    {
        Show(asJson: false);
        Assert.Equal(
            """
            origin     rejected                  reason  detail  value
            logs-0@1   2026-01-31T00:01:00.000Z  r       detail  a\nb\u001b[31mü
            logs-0@22  2026-01-31T00:22:00.000Z  r       detail  base64:/wA=

            """,
            _text.ToString());
    }

    [Fact]
    public void Records_are_an_object_a_line_for_programs()
    {
        Show(asJson: true);
        Assert.Equal(
            """
            {"reason":"r","detail":"detail","topic":"logs","partition":0,"offset":1,"timestamp":17,"rejectedAt":"2026-01-31T00:01:00Z","value":"a\nb\u001B[31mü"}
            {"reason":"r","detail":"detail","topic":"logs","partition":0,"offset":22,"timestamp":17,"rejectedAt":"2026-01-31T00:22:00Z","base64":"/wA="}

            """,
            _text.ToString());
    }

    [Fact]
    public void Where_there_is_nothing_that_is_said()
    {
        var output = new RejectsOutput(_text, asJson: false, isTerminal: false);
        output.WriteList([], []);
        output.WriteRecords([], 0);
        Assert.Equal("Nothing was rejected.\nNo such record was rejected.\n", _text.ToString());
        Assert.Empty(output.Remarks);
    }

    [Fact]
    public void What_cannot_be_read_is_counted_and_the_first_are_named()
    {
        var output = new RejectsOutput(_text, asJson: true, isTerminal: false);
        for (var line = 1; line <= 12; line++) output.NoteBroken(new BrokenReject("/r/j.jsonl", line, "It is not whole."));
        var remarks = output.Remarks.ToArray();
        Assert.Equal("12 lines could not be read and are left out:", remarks[0]);
        Assert.Equal("  /r/j.jsonl:1: It is not whole.", remarks[1]);
        Assert.Equal(["  /r/j.jsonl:10: It is not whole.", "  and 2 more"], remarks[10..]);
    }

    public void Dispose() => _text.Dispose();

    private RejectsOutput List(bool asJson)
    {
        var tally = new RejectTally();
        tally.Add(RejectTallyTests.Record("response-time", 12, 7, "x"));
        tally.Add(RejectTallyTests.Record("response-time", 0, 3, "x"));
        tally.Add(RejectTallyTests.Record("response-time", 12, 7, "x", minutes: 60));
        tally.Add(RejectTallyTests.Record("status-code", 0, 120, "12345"));
        var output = new RejectsOutput(_text, asJson, isTerminal: false);
        output.WriteList(tally.Reasons(), [("/r/j.jsonl", 1234)]);
        return output;
    }

    private void Show(bool asJson) => new RejectsOutput(_text, asJson, isTerminal: false).WriteRecords(
        [RejectTallyTests.Record("r", 0, 1, "a\nb\u001b[31mü"), RejectTallyTests.Record("r", 0, 22, "") with { Value = new byte[] { 0xff, 0 } }], 0);
}
