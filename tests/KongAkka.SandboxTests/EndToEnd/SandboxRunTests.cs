using System.Text.Json;
using Confluent.Kafka;
using KongAkka.Sandbox.Kafka;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Running;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.StarRocks;

namespace KongAkka.SandboxTests.EndToEnd;

public sealed class SandboxRunTests
{
    private const int Rate = 3000;

    [Fact]
    public async Task A_calm_run_is_exact()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        await sandbox.LoadedMoreAsync(5000);
        var report = await sandbox.EndAsync();
        Assert.True(report.IsExact, sandbox.ToString());
        Assert.True(report.Table!.Expected >= 5000, sandbox.ToString());
    }

    [Fact]
    public async Task A_run_with_StarRocks_away_for_a_while_is_exact()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        await sandbox.LoadedMoreAsync(1000);
        await sandbox.Servers.StarRocks.StopFrontendAsync();
        await sandbox.JobAsync(job => job.Counters.Retries >= 2);
        await sandbox.Servers.StarRocks.StartFrontendAsync();
        await sandbox.LoadedMoreAsync(1000);
        Assert.True((await sandbox.EndAsync()).IsExact, sandbox.ToString());
    }

    [Fact]
    public async Task A_run_whose_traffic_ends_while_StarRocks_is_away_is_exact()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        await sandbox.LoadedMoreAsync(500);
        await sandbox.Servers.StarRocks.StopFrontendAsync();
        await sandbox.JobAsync(job => job.Counters.Retries >= 1);
        var end = sandbox.EndAsync();
        await sandbox.JobAsync(job => job.Counters.Retries >= 2);
        await sandbox.Servers.StarRocks.StartFrontendAsync();
        Assert.True((await end).IsExact, sandbox.ToString());
    }

    [Fact]
    public async Task A_run_with_loads_whose_outcome_is_not_known_is_exact()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        Fault[] faults =
        [
            Fault.Cut(FaultPoint.Answer), Fault.Cut(FaultPoint.BeforeCommit), Fault.CommitUnknown(), Fault.TruncatedAnswer(), Fault.ServerError(),
            Fault.BadGateway(), Fault.PublishTimeout(TimeSpan.FromMilliseconds(300)),
        ];
        foreach (var fault in faults) sandbox.Servers.StarRocks.Faults.Next(fault);
        await sandbox.JobAsync(_ => sandbox.Servers.StarRocks.Faults.Played == faults.Length);
        await sandbox.LoadedMoreAsync(500);
        Assert.True((await sandbox.EndAsync()).IsExact, sandbox.ToString());
    }

    [Fact]
    public async Task A_run_with_Kafka_away_for_a_while_is_exact()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        await sandbox.LoadedMoreAsync(500);
        sandbox.Servers.Kafka.TakeDown();
        // Long enough for both clients to notice; what matters is the state afterwards.
        await Task.Delay(TimeSpan.FromSeconds(1));
        sandbox.Servers.Kafka.BringUp();
        await sandbox.LoadedMoreAsync(1000);
        Assert.True((await sandbox.EndAsync()).IsExact, sandbox.ToString());
    }

    [Fact]
    public async Task A_run_with_fetches_that_fail_is_exact()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        await sandbox.LoadedMoreAsync(500);
        sandbox.Servers.Kafka.FailNext(KafkaApi.Fetch, ErrorCode.NotLeaderForPartition, ErrorCode.Local_Transport, ErrorCode.KafkaStorageError);
        await sandbox.LoadedMoreAsync(1000);
        Assert.True((await sandbox.EndAsync()).IsExact, sandbox.ToString());
    }

    [Fact]
    public async Task A_row_that_somebody_else_wrote_fails_the_proof()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        using var other = new StreamLoadClient(sandbox.Servers.StarRocks.LoadUrl);
        await other.LoadAsync(SandboxJob.Table, """[{"log_time":"2025-11-21 13:41:39","original_message":"planted"}]""");
        await sandbox.LoadedMoreAsync(500);
        var report = await sandbox.EndAsync();
        Assert.False(report.IsExact);
        Assert.Equal(1, report.Table!.Faults[RowFaultKind.Unexpected]);
        Assert.Contains("planted", Assert.Single(report.Examples), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_was_loaded_twice_fails_the_proof()
    {
        await using var sandbox = await SandboxHarness.StartAsync(Rate);
        await sandbox.LoadedMoreAsync(500);
        var message = (await sandbox.Servers.StarRocks.QueryAsync($"SELECT original_message FROM {SandboxJob.Table} LIMIT 1"))[0][0];
        using var other = new StreamLoadClient(sandbox.Servers.StarRocks.LoadUrl);
        await other.LoadAsync(SandboxJob.Table, JsonSerializer.Serialize(new[] { new { original_message = message } }));
        var report = await sandbox.EndAsync();
        Assert.False(report.IsExact);
        // Which of the two is met first is not said: the copy lacks the other columns, so it is either doubled, or different and the true one doubled.
        Assert.Equal(1, report.Table!.Faults[RowFaultKind.Doubled]);
    }
}
