using KongAkka.Jobs;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Progress;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;
using Spectre.Console;

namespace KongAkka.SandboxTests.Progress;

public sealed class ProgressTextTests
{
    private static readonly ProgressSample Sample = new()
    {
        Elapsed = TimeSpan.FromSeconds(5),
        State = JobState.Running,
        Sent = new Flow(10_000, 2000.4),
        Read = new Flow(9000, 1800),
        Kept = new Flow(4500, 900),
        Loaded = new Flow(4000, 800),
        Loads = 4,
        Retries = 1,
        Dropped = [("filtered", 4400), ("tombstone", 2)],
        Rejected = [("unfit-request_url", 7)],
        Lag = [500, 600],
        IsWaiting = false,
    };

    [Fact]
    public void A_sample_is_one_line_of_plain_text() => Assert.Equal(
        "00:00:05 RUNNING sent 10000 (2000/s) read 9000 (1800/s) kept 4500 dropped 4402 (filtered 4400, tombstone 2) "
        + "rejected 7 (unfit-request_url 7) loaded 4000 (800/s) in 4 loads lag 1100",
        PlainProgress.Line(Sample));

    [Fact]
    public void Waiting_and_failure_are_in_the_line() => Assert.EndsWith(
        "WAITING for the job failure: no broker", PlainProgress.Line(Sample with { IsWaiting = true, Failure = "no broker" }), StringComparison.Ordinal);

    [Fact]
    public void The_live_view_shows_every_figure()
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 160;
        console.Write(LiveProgress.Render(Sample with { Failure = "a failure with [brackets]" }));
        string[] shown = ["RUNNING", "10,000", "2,000", "4,500", "4,000", "4 loads", "filtered", "4,400", "unfit-request_url", "600", "[brackets]"];
        Assert.All(shown, figure => Assert.Contains(figure, written.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_verdict_of_an_exact_proof_says_so() => Assert.Contains(
        "Proof: EXACT. The table holds exactly the 12 rows",
        Verdict(new ProofReport(new TableFindings(12, 12, 0, new Dictionary<RowFaultKind, long>(), []), [], [], [])),
        StringComparison.Ordinal);

    [Fact]
    public void The_verdict_of_a_failed_proof_names_every_fault()
    {
        var faults = new Dictionary<RowFaultKind, long> { [RowFaultKind.Missing] = 2, [RowFaultKind.Doubled] = 1 };
        var text = Verdict(new ProofReport(new TableFindings(12, 11, 0, faults, []), ["missing (row 4)"], ["records read: 5 expected, 4 counted"], ["The job stalled."]));
        string[] named = ["FAILED", "2 rows are missing", "1 row is in the table once too often", "missing (row 4)", "records read: 5 expected", "The job stalled."];
        Assert.All(named, fault => Assert.Contains(fault, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_that_could_not_be_read_is_no_exact_proof() =>
        Assert.Contains("FAILED", Verdict(new ProofReport(null, [], [], ["The table could not be read: gone"])), StringComparison.Ordinal);

    [Fact]
    public void The_figures_name_what_was_sent_and_what_became_of_it()
    {
        var text = string.Join('\n', SummaryText.Figures(Sample, new TrafficTally()));
        Assert.All(["sent", "read      9,000", "filtered 4,400, tombstone 2", "4,000 rows in 4 loads"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_row_is_shown_with_the_columns_that_differ()
    {
        var plan = new TrafficPlan(3, 77, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 100);
        var found = RowReplay.Rows(plan, [4])[4];
        found[6] = "999";
        found[5] = "with\u001bescape";
        var text = Assert.Single(RowFaultText.Describe([new RowFault(RowFaultKind.Different, 4, found)], plan));
        Assert.Contains("different (row 4)", text, StringComparison.Ordinal);
        Assert.Contains("found [999]", text, StringComparison.Ordinal);
        Assert.Contains("found [with\\u001bescape]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("log_time", text, StringComparison.Ordinal);
    }

    private static string Verdict(ProofReport report) => string.Join('\n', SummaryText.Verdict(report));
}
