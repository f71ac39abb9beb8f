using KongAkka.Jobs;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Proving;

/// <summary>Proves a run: reads the table and compares it, and the job's counters, with what was sent.</summary>
/// <param name="reader">Reads the table.</param>
/// <param name="plan">What was sent.</param>
internal sealed class Proof(TableReader reader, TrafficPlan plan)
{
    /// <summary>Proves.</summary>
    /// <param name="expected">The rows that must be in the table.</param>
    /// <param name="tally">What was sent.</param>
    /// <param name="job">The job's last status; null when its counters did not outlive its process and are not compared.</param>
    /// <param name="troubles">What went wrong before.</param>
    /// <returns>The findings; a table that cannot be read is one.</returns>
    public async Task<ProofReport> RunAsync(ExpectedRows expected, TrafficTally tally, JobStatus? job, IReadOnlyList<string> troubles)
    {
        var disagreements = job is null ? [] : CounterComparison.Disagreements(tally, job);
        try
        {
            var comparison = new TableComparison(plan.Run, expected);
            await reader.ReadAsync(comparison.Take, CancellationToken.None);
            var findings = comparison.Finish();
            return new ProofReport(findings, RowFaultText.Describe(findings.Examples, plan), disagreements, troubles) { HasCounters = job is not null };
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return new ProofReport(null, [], disagreements, [.. troubles, $"The table could not be read: {e.Message}"]);
        }
    }
}
