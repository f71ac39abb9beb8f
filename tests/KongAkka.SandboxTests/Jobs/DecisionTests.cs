using KongAkka.Jobs;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Loads of which StarRocks has forgotten whether they are in the table.</summary>
public sealed class DecisionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_load_in_doubt_asks_a_person_and_does_what_was_decided(bool isLoaded)
    {
        await using var run = await ForgottenAsync(Fault.Hang(FaultPoint.Answer));
        run.StarRocks.MayReadLoads = run.StarRocks.MayReadLoadsHistory = false;
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        var decision = run.Status.Decision!;
        Assert.Contains($"resolve JOB {decision.Plan.Label}", run.Status.Failure, StringComparison.Ordinal);
        Assert.Equal(1L, (await run.StarRocks.QueryAsync(decision.Query))[0][0]);

        Assert.True(run.Host.Restart("test", new RestartOptions { Decisions = new Dictionary<string, bool> { [decision.Plan.Label] = isLoaded } }));
        await run.ReachedAsync(1, 39);
        var times = isLoaded ? 1 : 2;
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(i => Enumerable.Repeat(i, times)), await run.NumbersAsync());
        Assert.Null(run.Status.Decision);
        Assert.Contains($"\"isLoaded\":{(isLoaded ? "true" : "false")}", Assert.Single(run.Journaled("decision-made")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_decision_it_is_asked_again()
    {
        await using var run = await ForgottenAsync(Fault.Hang(FaultPoint.Answer));
        run.StarRocks.MayReadLoads = run.StarRocks.MayReadLoadsHistory = false;
        run.Start();
        await run.EndedAsync();
        var asked = run.Status.Decision!.Plan.Label;
        Assert.True(run.Host.Restart("test", RestartOptions.None));
        await run.EndedAsync();
        Assert.Equal(asked, run.Status.Decision!.Plan.Label);
        await run.HoldsExactlyAsync(20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_forgotten_load_whose_rows_are_not_there_is_loaded_again(bool mayReadLoads)
    {
        await using var run = await ForgottenAsync(Fault.Hang(FaultPoint.BeforeCommit));
        run.StarRocks.MayReadLoads = run.StarRocks.MayReadLoadsHistory = mayReadLoads;
        run.Start();
        await run.ReachedAsync(1, 39);
        await run.HoldsExactlyAsync(20);
    }

    [Fact]
    public async Task A_forgotten_load_that_the_history_still_knows_is_not_doubted()
    {
        await using var run = await ForgottenAsync(Fault.Hang(FaultPoint.Answer), isForgotten: false);
        run.Start();
        await run.ReachedAsync(1, 39);
        await run.HoldsExactlyAsync(20);
    }

    /// <summary>A job that was killed over a single load, which its last row had made full, long ago as its journal tells; StarRocks does not know the label any more.</summary>
    private static async Task<JobRun> ForgottenAsync(Fault fault, bool isForgotten = true)
    {
        var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Batch = run.Spec.Batch with { MaxRows = 20, MaxAge = TimeSpan.FromHours(1) } };
        run.StarRocks.Faults.Always(fault);
        run.Produce(20, partitions: 1);
        run.Start();
        await Eventually.TrueAsync(() => run.StarRocks.Faults.Played == 1, () => run.Log.ToString());
        await run.KillAsync();
        run.StarRocks.Faults.Clear();
        Assert.Equal(1, AgedJournal.AgePlans(run.JournalFile));
        if (isForgotten)
        {
            // The hanging attempt ends when StarRocks notices that its client is gone.
            await Eventually.TrueAsync(
                () =>
                {
                    run.StarRocks.Labels.ForgetFinished("quickstart");
                    return run.StarRocks.Labels.Find("quickstart", Label(run)) is null;
                },
                () => "The label is still known.");
        }

        return run;
    }

    private static string Label(JobRun run) =>
        System.Text.Json.JsonDocument.Parse(run.Journaled("batch-planned")[0]).RootElement.GetProperty("plan").GetProperty("label").GetString()!;
}
