using KongAkka.Jobs;
using KongAkka.Pipeline;
using KongAkka.Service;

namespace KongAkka.SandboxTests.Http;

public sealed class JobLifeTests
{
    [Fact]
    public async Task A_job_shows_what_it_does_over_HTTP()
    {
        await using var run = await ServiceRun.StartAsync();
        run.Produce(50);
        await run.LoadedAsync("loader", 50);
        var id = run.Job("loader").Id;
        var job = await run.GetAsync($"/v1/jobs/{id}");
        Assert.Equal(("loader", "RUNNING"), ((string)job["name"]!, (string)job["state"]!));
        var metrics = job["vertices"]![0]!["metrics"]!;
        Assert.Equal((50, 50), ((long)metrics["read-records"]!, (long)metrics["write-records"]!));
        Assert.True((long)job["timestamps"]!["RUNNING"]! >= (long)job["timestamps"]!["INITIALIZING"]!);
        Assert.Equal(2, (int)(await run.GetAsync("/overview"))["jobs-running"]!);
        Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/alive"));
        Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/ready"));
    }

    [Fact]
    public async Task A_cancelled_job_stays_so_over_a_restart_of_the_service_and_then_goes_on_without_loss()
    {
        await using var run = await ServiceRun.StartAsync();
        run.Produce(50);
        await run.LoadedAsync("loader", 50);
        await run.StateAsync("counter", JobState.Running);
        var id = run.Job("loader").Id;
        Assert.Equal(202, await run.StatusOfAsync(HttpMethod.Patch, $"/jobs/{id}?mode=cancel"));
        await run.StateAsync("loader", JobState.Canceled);
        Assert.Equal(JobState.Running, run.Job("counter").State);
        run.Produce(50, first: 50);

        await run.StopServiceAsync();
        await run.StartServiceAsync();
        await run.StateAsync("loader", JobState.Canceled);
        await run.ReadAsync("counter", 100);
        Assert.Equal((JobState.Canceled, id, 0), (run.Job("loader").State, run.Job("loader").Id, run.Job("loader").Counters.Records));
        Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/ready"));

        Assert.Equal(0, await run.CallAsync("job", "restart", "loader"));
        await run.LoadedAsync("loader", 50);
        Assert.Equal(Enumerable.Range(0, 100), await run.NumbersAsync());
    }

    [Fact]
    public async Task A_job_can_be_cancelled_and_restarted_again_and_again_while_it_loads()
    {
        await using var run = await ServiceRun.StartAsync();
        const int Rounds = 5, Rows = 200;
        for (var round = 0; round < Rounds; round++)
        {
            run.Produce(Rows, first: round * Rows);
            await run.StateAsync("loader", JobState.Running);
            Assert.Equal(0, await run.CallAsync("job", "cancel", "loader"));
            await run.StateAsync("loader", JobState.Canceled);
            Assert.Equal(0, await run.CallAsync("job", "restart", "loader"));
        }

        await run.ReadAsync("loader", Rounds * Rows);
        Assert.Equal(Enumerable.Range(0, Rounds * Rows), await run.NumbersAsync());
    }

    [Fact]
    public async Task A_second_service_at_the_same_address_touches_no_job_of_the_first()
    {
        await using var run = await ServiceRun.StartAsync();
        await run.StateAsync("loader", JobState.Running);
        var port = new Uri(run.Admin).Port;
        var e = await Assert.ThrowsAsync<UnrecoverableException>(() => KongAkkaService.StartAsync(run.Configure($"admin.port={port}"), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
        Assert.Contains("admin.port", e.Message, StringComparison.Ordinal);
        run.Produce(50);
        await run.LoadedAsync("loader", 50);
        Assert.Equal(Enumerable.Range(0, 50), await run.NumbersAsync());
    }

    [Fact]
    public async Task The_command_line_tells_by_its_exit_code_what_came_of_it()
    {
        await using var run = await ServiceRun.StartAsync();
        await run.StateAsync("loader", JobState.Running);
        Assert.Equal(0, await run.CallAsync("job", "list"));
        Assert.Equal(0, await run.CallAsync("job", "show", "loader", "--json"));
        Assert.Equal(0, await run.CallAsync("job", "show", run.Job("loader").Id));
        Assert.Equal(0, await run.CallAsync("job", "resolve", "loader"));
        Assert.Equal(2, await run.CallAsync("job", "show", "none"));
        Assert.Equal(2, await run.CallAsync("job", "resolve", "loader", "label"));
        Assert.Equal(1, await run.CallAsync("job", "resolve", "loader", "label", "--as", "loaded"));
        Assert.Equal(1, await run.CallAsync("job", "restart", "loader"));
        Assert.Equal(0, await run.CallAsync("job", "cancel", "loader"));
        await run.StateAsync("loader", JobState.Canceled);
        Assert.Equal(0, await run.CallAsync("job", "cancel", "loader"));
    }
}
