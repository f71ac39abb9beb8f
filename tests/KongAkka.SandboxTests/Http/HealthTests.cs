using KongAkka.Sandbox.StarRocks.Faults;

namespace KongAkka.SandboxTests.Http;

/// <summary>What probes see while something around the service is away.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_broker_that_is_away_shows_in_ready_alone_until_it_is_back()
    {
        await using var run = await ServiceRun.StartAsync();
        run.Produce(10);
        await run.LoadedAsync("loader", 10);
        run.Topic.Kafka.TakeDown();
        await run.NotReadyAsync("job loader is RUNNING: ");
        Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/alive"));
        run.Topic.Kafka.BringUp();
        await run.ReadyAsync();
    }

    [Fact]
    public async Task A_frontend_that_is_away_shows_in_ready_alone_until_it_is_back()
    {
        await using var run = await ServiceRun.StartAsync();
        run.Produce(10);
        await run.LoadedAsync("loader", 10);
        await run.StarRocks.StopFrontendAsync();
        run.Produce(10, first: 10);
        await run.NotReadyAsync("job loader is RUNNING: ");
        Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/alive"));
        await run.StarRocks.StartFrontendAsync();
        await run.ReadyAsync();
    }

    [Fact]
    public async Task A_load_that_hangs_shows_in_ready_once_the_watchdog_has_noticed_it()
    {
        await using var run = await ServiceRun.StartAsync("job-defaults.watchdog.sink-stall=400 ms");
        run.StarRocks.Faults.Next(Fault.Wait(FaultPoint.BeforeCommit, Timeout.InfiniteTimeSpan));
        run.Produce(10);
        await run.NotReadyAsync("job loader is RUNNING: A load has been under way");
        Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/alive"));
        run.StarRocks.Faults.Release();
        await run.ReadyAsync();
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_shows_in_ready_alone_until_it_can()
    {
        await using var run = await ServiceRun.StartAsync();
        await run.ReadyAsync();
        using (run.LockJournal())
        {
            await run.NotReadyAsync("Check [journal] not ok: ");
            Assert.Equal(200, await run.StatusOfAsync(HttpMethod.Get, "/alive"));
        }

        await run.ReadyAsync();
    }
}
