using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Jobs that go on where a real Flink stopped with a savepoint.</summary>
public sealed class FlinkTakeOverTests
{
    private const int Records = 11_000;

    // What the recorded savepoint holds of its topic idle.
    private static readonly long[] Next = [10894, 9204, 9902];

    private static string Savepoint => Path.Combine(AppContext.BaseDirectory, "flink-savepoint");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_job_goes_on_at_exactly_the_offsets_of_a_savepoint_of_Flinks(int parallelism)
    {
        await using var run = await StartAsync(parallelism, new RestoreSettings(Savepoint, AllowNonRestoredState: false));
        await run.ReachedAsync(Next.Length, Records);
        Assert.Equal(Behind(), await run.NumbersAsync());
        Assert.Equal(Savepoint, run.Status.Restored?.Path);
    }

    [Fact]
    public async Task A_running_job_is_set_to_a_savepoint_of_Flinks_by_an_order_and_keeps_to_it_over_a_start()
    {
        await using var run = await StartAsync(parallelism: 1, new RestoreSettings("", AllowNonRestoredState: false), StartupMode.LatestOffset);
        await run.RunningAsync();
        Assert.True(run.Host.Cancel("test"));
        await run.EndedAsync();
        Assert.True(run.Host.Restart("test", new RestartOptions { From = Savepoint }));
        await run.LoadedAsync(Behind().Count());
        await run.KillAsync();
        run.Start();
        await run.RunningAsync();
        await run.ReachedAsync(Next.Length, Records);
        Assert.Equal(Behind(), await run.NumbersAsync());
        Assert.Equal(Savepoint, run.Status.Restored?.Path);
    }

    /// <summary>The numbers of the records at and behind the savepoint's offsets.</summary>
    private static IEnumerable<int> Behind() =>
        Next.SelectMany((next, partition) => Enumerable.Range((int)next, Records - (int)next).Select(offset => (partition * Records) + offset)).Order();

    private static async Task<JobRun> StartAsync(int parallelism, RestoreSettings restore, StartupMode startup = StartupMode.EarliestOffset)
    {
        var run = await JobRun.CreateAsync(new EmbeddedTopic(Next.Length, lingerMilliseconds: 20, name: "idle"));
        for (var i = 0; i < Next.Length * Records; i++) run.Topic.Send(JobRun.Line("10.0.0.1", i), i / Records);
        run.Topic.Flush();
        run.Spec = run.Spec with { Parallelism = parallelism, Restore = restore, Source = run.Spec.Source with { Startup = startup } };
        run.Start();
        return run;
    }
}
