using KongAkka.Jobs;

namespace KongAkka.SandboxTests.Http;

public sealed class PauseTests
{
    [Fact]
    public async Task A_paused_job_loads_what_it_has_read_and_reads_no_more_until_it_is_resumed()
    {
        await using var run = await ServiceRun.StartAsync();
        run.Produce(50);
        await run.LoadedAsync("loader", 50);
        Assert.Equal(0, await run.CallAsync("job", "pause", "loader"));
        await run.ShowsAsync("kongakka_job_paused{job=\"loader\"} 1");
        Assert.True((bool)(await run.GetAsync("/kongakka/jobs/loader"))["paused"]!);
        run.Produce(50, first: 50);
        // The other job reads the same topic: once it has read all, the paused one would have too.
        await run.ReadAsync("counter", 100);
        await run.LoadsDoneAsync("loader");
        Assert.Equal(50, run.Job("loader").Counters.LoadedRows);
        Assert.Equal(JobState.Running, run.Job("loader").State);
        Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/ready"));
        Assert.Equal(0, await run.CallAsync("job", "resume", "loader"));
        await run.LoadedAsync("loader", 100);
        Assert.Equal(Enumerable.Range(0, 100), await run.NumbersAsync());
    }

    [Fact]
    public async Task Metrics_tell_what_a_run_did_and_the_commands_show_level_and_configuration()
    {
        await using var run = await ServiceRun.StartAsync();
        run.Produce(50);
        await run.LoadedAsync("loader", 50);
        await run.ReadAsync("loader", 50);
        await run.ShowsAsync("kongakka_records_total{job=\"loader\"} 50");
        await run.ShowsAsync("kongakka_loaded_rows_total{job=\"loader\"} 50");
        await run.ShowsAsync("kongakka_lag_records{job=\"loader\",partition=\"0\"} 0");
        await run.ShowsAsync("kongakka_next_offset{job=\"loader\",partition=\"0\"} 50");
        await run.ShowsAsync("kongakka_job_state{job=\"loader\",state=\"RUNNING\"} 1");
        var metrics = await run.MetricsAsync();
        foreach (var name in new[] { "load_duration_seconds", "kafka_delay_seconds", "event_delay_seconds", "batch_age_seconds", "journal_write_duration_seconds" })
            Assert.Matches($"kongakka_{name}_count\\{{job=\"loader\"\\}} [1-9]", metrics);
        Assert.DoesNotContain("kongakka_kafka_delay_seconds_bucket{job=\"loader\",le=\"1800\"} 0", metrics, StringComparison.Ordinal);
        Assert.Equal(0, await run.CallAsync("config"));
        Assert.Equal(0, await run.CallAsync("config", "--json"));
        Assert.Equal(2, await run.CallAsync("job", "pause", "none"));
    }
}
