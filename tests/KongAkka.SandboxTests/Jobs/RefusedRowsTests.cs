using KongAkka.Sandbox.StarRocks.Tables;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Rows that the table refuses, by their own fault or by the table's.</summary>
public sealed class RefusedRowsTests
{
    private const string Table = "KONG_ACCESS_LOG";
    private const string Poison = "10.125";

    [Fact]
    public async Task A_single_refused_row_is_found_and_rejected_and_all_others_are_loaded()
    {
        await using var run = await NarrowAsync();
        Send(run, 300, poison: i => i == 137);
        run.Start();
        await run.ReachedAsync(1, 300);
        Assert.Equal(Enumerable.Range(0, 300).Where(i => i != 137), await run.NumbersAsync());
        var reject = Assert.Single(await run.RejectsAsync());
        Assert.Equal(137, reject.Offset);
        Assert.Contains("response_time", reject.Reason + reject.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(run.Journaled("batch-split"));
    }

    [Fact]
    public async Task More_refused_rows_than_may_be_are_the_tables_fault_and_wait_until_it_is_mended()
    {
        await using var run = await NarrowAsync();
        Send(run, 300, poison: i => i % 10 == 0);
        run.Start();
        await run.LogsAsync("rows are refused");
        Assert.Contains("response_time", run.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains("widen them", run.Log.ToString(), StringComparison.Ordinal);
        Assert.Empty(await run.NumbersAsync());
        run.StarRocks.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("response_time", 20)));
        await run.ReachedAsync(1, 300);
        await run.HoldsExactlyAsync(300);
        Assert.Empty(await run.RejectsAsync());
    }

    [Fact]
    public async Task A_table_that_changed_while_the_job_runs_is_at_fault_even_for_one_row()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        Send(run, 10, poison: _ => false);
        await run.ReachedAsync(1, 10);
        run.StarRocks.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("request_url", 2)));
        Send(run, 1, poison: _ => false, first: 10);
        await run.LogsAsync("Column request_url was VARCHAR(1000) and is VARCHAR(2)");
        Assert.Empty(await run.RejectsAsync());
        run.StarRocks.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("request_url", 1000)));
        await run.ReachedAsync(1, 11);
        await run.HoldsExactlyAsync(11);
    }

    [Fact]
    public async Task A_further_column_that_takes_NULL_changes_nothing()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        Send(run, 10, poison: _ => false);
        await run.ReachedAsync(1, 10);
        run.StarRocks.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("more", 10)));
        Send(run, 10, poison: _ => false, first: 10);
        await run.ReachedAsync(1, 20);
        await run.HoldsExactlyAsync(20);
        Assert.Null(run.Status.Failure);
    }

    [Fact]
    public async Task A_job_started_again_takes_the_limits_that_the_table_has_by_then()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        Send(run, 10, poison: _ => false);
        await run.ReachedAsync(1, 10);
        await run.Host.StopAsync(TimeSpan.FromSeconds(10)).WaitAsync(Eventually.Patience);
        run.StarRocks.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("request_url", 2)));
        Send(run, 1, poison: _ => false, first: 10);
        Assert.True(run.Host.Restart("test", KongAkka.Jobs.RestartOptions.None));
        await run.ReachedAsync(1, 11);
        Assert.Equal(10, Assert.Single(await run.RejectsAsync()).Offset);
        await run.HoldsExactlyAsync(10);
    }

    /// <summary>A table in which response times are texts of five bytes: nothing but a load shows which of them are too long.</summary>
    private static async Task<JobRun> NarrowAsync()
    {
        var run = await JobRun.CreateAsync(partitions: 1);
        run.StarRocks.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("response_time", 5)));
        run.Spec = run.Spec with { Batch = run.Spec.Batch with { MaxAge = TimeSpan.FromSeconds(1) } };
        return run;
    }

    private static void Send(JobRun run, int rows, Func<int, bool> poison, int first = 0)
    {
        for (var i = first; i < first + rows; i++) run.Topic.Send(JobRun.Line("10.0.0.1", i, poison(i) ? Poison : "0.125"));
        run.Topic.Flush();
    }
}
