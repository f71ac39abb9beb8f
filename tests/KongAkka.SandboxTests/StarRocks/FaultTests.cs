using System.Net;
using System.Net.Sockets;
using KongAkka.Sandbox.StarRocks.Faults;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>Each misbehaviour, with the state of the label and the rows that are there afterwards.</summary>
public sealed class FaultTests : StarRocksTest
{
    private const string Table = "kong_log_events";

    [Fact]
    public async Task A_proxy_answers_502_with_HTML()
    {
        Server.Faults.Next(Fault.BadGateway());

        var answer = await LoadAsync();

        Assert.Equal(HttpStatusCode.BadGateway, answer.Code);
        Assert.Contains("502 Bad Gateway", answer.Text, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task The_frontend_answers_500_as_often_as_it_was_told()
    {
        Server.Faults.Next(Fault.ServerError(), times: 2);

        Assert.Equal(HttpStatusCode.InternalServerError, (await LoadAsync()).Code);
        Assert.Equal(HttpStatusCode.InternalServerError, (await LoadAsync()).Code);
        Assert.Equal("Success", (await LoadAsync()).Status);
        Assert.Equal(2, Server.Faults.Played);
    }

    [Fact]
    public async Task No_backend_is_alive()
    {
        Server.Faults.Next(Fault.NoBackendAlive());

        var answer = await LoadAsync();

        Assert.Equal("FAILED", answer.Status);
        Assert.Contains("No backend alive.", answer.Message, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task The_redirect_leads_nowhere()
    {
        var nowhere = new Uri($"http://127.0.0.1:{FreePort()}");
        Server.Faults.Next(Fault.RedirectTo(nowhere));
        Server.Faults.Next(Fault.RedirectTo(null));

        await Assert.ThrowsAsync<HttpRequestException>(LoadAsync);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await LoadAsync()).Code);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task The_frontend_hangs_until_it_is_stopped()
    {
        Server.Faults.Next(Fault.Hang(FaultPoint.Frontend));
        var load = LoadAsync();

        await UntilAsync(() => Task.FromResult(Server.Faults.Played == 1));
        Assert.False(load.IsCompleted);
        await Server.StopFrontendAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => load);
    }

    [Fact]
    public async Task The_frontend_goes_away_and_comes_back_on_its_port()
    {
        await Server.StopFrontendAsync();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(LoadAsync);
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);

        await Server.StartFrontendAsync();
        Assert.Equal("Success", (await LoadAsync()).Status);
    }

    [Fact]
    public async Task A_connection_cut_before_the_commit_leaves_no_row_and_frees_the_label()
    {
        Server.Faults.Next(Fault.Cut(FaultPoint.BeforeCommit));

        await Assert.ThrowsAsync<HttpRequestException>(LoadAsync);

        await UntilAsync(async () => await Client.StateAsync("fault") == "ABORTED");
        Assert.Equal(0, await Client.CountAsync(Table));
        Assert.Equal("Success", (await LoadAsync()).Status);
    }

    [Fact]
    public async Task A_connection_cut_after_the_commit_leaves_the_rows_and_the_label_finished()
    {
        Server.Faults.Next(Fault.Cut(FaultPoint.Answer));

        await Assert.ThrowsAsync<HttpRequestException>(LoadAsync);

        Assert.Equal("VISIBLE", await Client.StateAsync("fault"));
        Assert.Equal(1, await Client.CountAsync(Table));
        Assert.Equal("Label Already Exists", (await LoadAsync()).Status);
    }

    [Fact]
    public async Task A_load_that_hangs_before_its_commit_holds_its_label_until_it_is_cancelled()
    {
        Server.Faults.Next(Fault.Hang(FaultPoint.BeforeCommit));
        var load = LoadAsync();
        await UntilAsync(async () => await Client.StateAsync("fault") == "PREPARE");

        var second = await LoadAsync();
        Assert.Equal("RUNNING", second["ExistingJobStatus"]);
        Assert.Contains("\"status\":\"OK\"", await Client.PostAsync("/api/quickstart/fault/_cancel"), StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("fault"));
        Assert.Equal("Success", (await LoadAsync()).Status);
        Assert.False(load.IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_load_that_comes_late_cannot_commit()
    {
        Server.Faults.Next(new Fault(FaultPoint.BeforeCommit, FaultAction.Delay) { Delay = TimeSpan.FromHours(1) });
        var load = LoadAsync();
        await UntilAsync(async () => await Client.StateAsync("fault") == "PREPARE");
        await Client.PostAsync($"/api/quickstart/{Table}/_cancel?label=fault");
        await UntilAsync(() => Task.FromResult(Server.Faults.Waiting == 1));
        Server.Faults.Release();

        var answer = await load;

        Assert.Equal("Fail", answer.Status);
        Assert.Equal("user cancel", answer.Message);
        Assert.Equal(0, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task A_backend_that_dies_leaves_its_label_in_PREPARE()
    {
        Server.Faults.Next(Fault.LeavePrepared());

        await Assert.ThrowsAsync<HttpRequestException>(LoadAsync);

        Assert.Equal("PREPARE", await Client.StateAsync("fault"));
        Assert.Equal("RUNNING", (await LoadAsync())["ExistingJobStatus"]);
    }

    [Fact]
    public async Task Too_many_versions_fail_the_load_before_its_commit()
    {
        Server.Faults.Next(Fault.TooManyVersions());

        var answer = await LoadAsync();

        Assert.Equal("Fail", answer.Status);
        Assert.Contains("because of too many versions", answer.Message, StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("fault"));
        Assert.Equal(0, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task A_failure_may_hide_a_commit()
    {
        Server.Faults.Next(Fault.CommitUnknown());

        var answer = await LoadAsync();

        Assert.Equal("Fail", answer.Status);
        Assert.Contains("Transaction status unknown", answer.Message, StringComparison.Ordinal);
        Assert.Equal("VISIBLE", await Client.StateAsync("fault"));
        Assert.Equal(1, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task After_a_publish_timeout_the_load_is_committed_and_its_rows_come_later()
    {
        Server.Faults.Next(Fault.PublishTimeout(TimeSpan.FromHours(1)));

        var answer = await LoadAsync();

        Assert.Equal("Publish Timeout", answer.Status);
        Assert.Equal("COMMITTED", await Client.StateAsync("fault"));
        Assert.Equal(0, await Client.CountAsync(Table));
        Assert.Equal("FINISHED", (await LoadAsync())["ExistingJobStatus"]);
        Server.Faults.Release();
        await UntilAsync(async () => await Client.StateAsync("fault") == "VISIBLE");
        Assert.Equal(1, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task A_slow_publish_delays_the_answer_until_the_rows_are_there()
    {
        Server.Faults.Next(Fault.SlowPublish(TimeSpan.FromHours(1)));
        var load = LoadAsync();

        await UntilAsync(async () => await Client.StateAsync("fault") == "COMMITTED");
        Assert.Equal(0, await Client.CountAsync(Table));
        await UntilAsync(() => Task.FromResult(Server.Faults.Waiting == 1));
        Server.Faults.Release();
        Assert.Equal("Success", (await load).Status);
        Assert.Equal(1, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task An_answer_may_end_in_its_middle()
    {
        Server.Faults.Next(Fault.TruncatedAnswer());

        var answer = await Assert.ThrowsAnyAsync<Exception>(LoadAsync);

        Assert.IsNotType<TaskCanceledException>(answer);
        Assert.Equal("VISIBLE", await Client.StateAsync("fault"));
    }

    [Fact]
    public async Task Forgotten_labels_are_unknown_and_may_be_used_again()
    {
        await LoadAsync();
        Server.Labels.ForgetFinished("quickstart");

        Assert.Equal("UNKNOWN", await Client.StateAsync("fault"));
        Assert.Equal("Success", (await LoadAsync()).Status);
        Assert.Equal(2, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task A_fault_that_is_played_always_ends_when_it_is_cleared()
    {
        Server.Faults.Always(Fault.NoBackendAlive());
        for (var i = 0; i < 3; i++) Assert.Equal("FAILED", (await LoadAsync()).Status);
        Server.Faults.Clear();

        Assert.Equal("Success", (await LoadAsync()).Status);
    }

    [Fact]
    public async Task A_table_that_is_dropped_or_altered_is_seen_by_the_next_load()
    {
        Server.AlterTable("quickstart", new("kong_log_events", KongAkka.Sandbox.StarRocks.Tables.TableColumn.Varchar("message", 3)));
        Assert.Equal("too many filtered rows", (await Client.LoadAsync(Table, """[{"message":"long"}]""")).Message);
        Assert.Equal(["[\"message\"]"], await Client.SelectAsync("SELECT column_name FROM information_schema.columns WHERE table_name = 'kong_log_events'"));

        Assert.True(Server.DropTable("quickstart", Table));
        Assert.Equal("unknown table \"quickstart.kong_log_events\"", (await LoadAsync()).Message);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<LoadAnswer> LoadAsync() => Client.LoadAsync(Table, """[{"message":"m"}]""", StreamLoadClient.Json("fault"));

    private async Task NothingHappenedAsync()
    {
        Assert.Equal("UNKNOWN", await Client.StateAsync("fault"));
        Assert.Equal(0, await Client.CountAsync(Table));
    }
}
