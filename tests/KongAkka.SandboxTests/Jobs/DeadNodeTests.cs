using System.Net;
using System.Net.Sockets;
using KongAkka.Jobs;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.SandboxTests.Jobs;

public sealed class DeadNodeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_with_dead_nodes_beside_living_ones_loads_each_row_once(bool toBackends)
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Produce(3000, partitions: 1);
        var table = run.Spec.Sink.StarRocks! with
        {
            LoadUrls = [DeadUrl(), run.StarRocks.LoadUrl],
            BackendUrls = toBackends ? [DeadUrl(), run.StarRocks.BackendUrl] : [],
        };
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset }, Sink = run.Spec.Sink with { StarRocks = table } };
        run.Start();
        await run.EndedAsync();
        Assert.True(run.Status.State == JobState.Finished, $"{run.Status}\n{run.Log}");
        await run.HoldsExactlyAsync(3000);
    }

    private static Uri DeadUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
