using KongAkka.Jobs;
using KongAkka.Pipeline.Telemetry;
using KongAkka.Service.Commands;
using Microsoft.Extensions.Logging;

namespace KongAkka.Tests.Service;

public sealed class RunOutcomeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(JobState.Finished, JobState.Finished, 0)]
    [InlineData(JobState.Suspended, JobState.Finished, 0)]
    [InlineData(JobState.Failed, JobState.Finished, 1)]
    [InlineData(JobState.Suspended, JobState.Failed, 1)]
    public void A_run_fails_when_a_job_failed(JobState first, JobState second, int exitCode) =>
        Assert.Equal(exitCode, RunOutcome.Of([Status("a", first), Status("b", second)]).ExitCode);

    [Fact]
    public void The_log_says_what_became_of_each_job()
    {
        var outcome = RunOutcome.Of([Status("a", JobState.Finished), Status("b", JobState.Failed, "Topic t does not exist. Create it.")]);
        Assert.Equal(
            [
                (LogLevel.Information, "Job a FINISHED: 10 records, 5 rows, 4 dropped, 1 rejected, 2 loads."),
                (LogLevel.Error, "Job b FAILED: Topic t does not exist. Create it."),
            ],
            outcome.Lines);
    }

    [Fact]
    public async Task The_summary_holds_every_count_and_replaces_what_was_there()
    {
        var folder = Directory.CreateTempSubdirectory("kongakka-summary-");
        try
        {
            var file = Path.Combine(folder.FullName, "summary.json");
            await File.WriteAllTextAsync(file, "old");
            await RunSummary.WriteAsync(file, [Status("a", JobState.Finished), Status("b", JobState.Failed, "why")]);
            const string Counts = "\"records\":10,\"rows\":5,\"dropped\":{\"filtered\":3,\"tombstone\":1},\"rejected\":{\"response-time\":1},\"loads\":2,\"seconds\":1.5";
            Assert.Equal(
                $"{{\"jobs\":[{{\"name\":\"a\",\"id\":\"00000000000000000000000000000001\",\"state\":\"FINISHED\",{Counts}}},"
                    + $"{{\"name\":\"b\",\"id\":\"00000000000000000000000000000001\",\"state\":\"FAILED\",{Counts},\"failure\":\"why\"}}]}}",
                await File.ReadAllTextAsync(file));
            Assert.Equal([file], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JobStatus Status(string name, JobState state, string? failure = null)
    {
        var counters = new PathCounters();
        counters.Consumed(10, 1000);
        counters.Kept(5);
        counters.Drop("tombstone", 1);
        counters.Drop("filtered", 3);
        counters.Reject("response-time", 1);
        counters.Loaded(3, 100);
        counters.Loaded(2, 100);
        return new JobStatus(name, "00000000000000000000000000000001", state, counters, new Dictionary<int, long>(), Start, Start.AddSeconds(1.5), failure);
    }
}
