using System.Net;
using System.Net.Sockets;
using KongAkka.Pipeline;
using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service.Http;

public sealed class AdminServerTests
{
    private const string Cancel = $"/jobs/{FakeJobs.RunningId}?mode=cancel";

    [Fact]
    public async Task A_change_is_done_and_written_into_the_log()
    {
        await using var host = await AdminHost.StartAsync();
        Assert.Equal((202, "{}"), await host.SendAsync("PATCH", Cancel));
        Assert.Equal(["running"], host.Jobs.Cancelled);
        var line = await host.Log.FirstAsync("change: PATCH");
        Assert.Matches(@"change: PATCH /jobs/0+1\?mode=cancel .*by anyone from 127\.0\.0\.1:\d+: 202", line);
    }

    [Fact]
    public async Task A_wrong_token_gets_no_hint()
    {
        await using var host = await AdminHost.StartAsync(new AdminSettings { Token = "0123456789abcdef" });
        Assert.Equal((401, """{"errors":["Unauthorized"]}"""), await host.SendAsync("PATCH", Cancel, null, ("Authorization", "Bearer wrong")));
        Assert.Equal((401, """{"errors":["Unauthorized"]}"""), await host.SendAsync("PATCH", "/nosuch"));
        Assert.Equal(202, (await host.SendAsync("PATCH", Cancel, null, ("Authorization", "Bearer 0123456789abcdef"))).Status);
        Assert.Null(host.Log.Find("0123456789abcdef"));
    }

    [Fact]
    public async Task Read_only_answers_as_Akka_Management_does()
    {
        await using var host = await AdminHost.StartAsync(new AdminSettings { ReadOnly = true });
        Assert.Equal(405, (await host.SendAsync("DELETE", "/cluster/members/akka://kongakka")).Status);
        Assert.Equal(403, (await host.SendAsync("PUT", "/kongakka/log-level?level=debug")).Status);
        Assert.Equal(405, (await host.SendAsync("PATCH", Cancel)).Status);
        Assert.Empty(host.Jobs.Cancelled);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var host = await AdminHost.StartAsync();
        Assert.Equal(413, (await host.SendAsync("POST", $"/jobs/{FakeJobs.RunningId}/savepoints", new string('x', 70_000))).Status);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_key()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var configuration = ConfigurationSample.Read("", $"admin.port={port}", $"journal.connection-string=Data Source={Path.Combine(Path.GetTempPath(), $"kongakka-{Guid.NewGuid():N}", "j.db")}");
        var e = await Assert.ThrowsAsync<UnrecoverableException>(() => KongAkka.Service.KongAkkaService.StartAsync(configuration, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
        Assert.Equal($"admin.port: 127.0.0.1:{port} is taken by another process. Set admin.port to another one, or to 0 for any free one.", e.Message);
    }

    [Theory]
    [InlineData("PATCH", $"/jobs/{FakeJobs.FinishedId}?mode=cancel", null, 409)]
    [InlineData("PATCH", $"/jobs/{FakeJobs.CanceledId}?mode=cancel", null, 202)]
    [InlineData("PATCH", $"/jobs/{FakeJobs.RunningId}?mode=stop", null, 308)]
    [InlineData("PATCH", $"/jobs/{FakeJobs.RunningId}?mode=walk", null, 400)]
    [InlineData("DELETE", "/overview", null, 405)]
    [InlineData("GET", $"/jobs/{FakeJobs.RunningId}/exceptions?maxExceptions=x", null, 400)]
    [InlineData("GET", $"/jobs/{FakeJobs.RunningId}/checkpoints/details/1", null, 404)]
    [InlineData("GET", $"/jobs/{FakeJobs.RunningId}/checkpoints/details/x", null, 400)]
    [InlineData("POST", $"/jobs/{FakeJobs.RunningId}/stop", """{"drain":1}""", 400)]
    [InlineData("POST", $"/jobs/{FakeJobs.RunningId}/stop", """{"drain":false}""", 202)]
    [InlineData("POST", "/savepoint-disposal", "{}", 400)]
    [InlineData("POST", "/kongakka/jobs/running/restart", null, 409)]
    [InlineData("POST", "/kongakka/jobs/finished/restart", """{"acceptLoss":"yes"}""", 400)]
    [InlineData("POST", "/kongakka/jobs/finished/restart", """{"acceptLoss":true,"acceptLoss":false}""", 400)]
    [InlineData("POST", "/kongakka/jobs/finished/restart", "[]", 400)]
    [InlineData("POST", "/kongakka/jobs/none/restart", null, 404)]
    [InlineData("POST", "/kongakka/jobs/in-doubt/resolve", """{"label":"l2","as":"loaded"}""", 409)]
    [InlineData("POST", "/kongakka/jobs/in-doubt/resolve", """{"label":"l1","as":"perhaps"}""", 400)]
    [InlineData("POST", "/kongakka/jobs/finished/pause", null, 409)]
    [InlineData("POST", "/kongakka/jobs/none/resume", null, 404)]
    [InlineData("PUT", "/kongakka/log-level?level=loud", null, 400)]
    public async Task What_cannot_be_done_is_told(string method, string path, string? body, int status)
    {
        await using var host = await AdminHost.StartAsync();
        var answer = await host.SendAsync(method, path, body);
        Assert.Equal(status, answer.Status);
        if (method != "GET") Assert.EndsWith($": {status}", await host.Log.FirstAsync("change: "), StringComparison.Ordinal);
        if (status != 202) Assert.StartsWith("""{"errors":[""", answer.Text, StringComparison.Ordinal);
        Assert.Empty(host.Jobs.Restarted);
    }

    [Theory]
    [InlineData("loaded", true)]
    [InlineData("reload", false)]
    public async Task A_load_in_doubt_is_shown_and_decided(string word, bool isLoaded)
    {
        await using var host = await AdminHost.StartAsync();
        var decision = (await host.GetAsync("/kongakka/jobs/in-doubt/decisions"))["decisions"]![0]!;
        Assert.Equal(("l1", "SELECT 1", 5), ((string)decision["label"]!, (string)decision["query"]!, (int)decision["rows"]!));
        Assert.Equal(202, (await host.SendAsync("POST", $"/kongakka/jobs/{FakeJobs.InDoubtId}/resolve", $$"""{"label":"l1","as":"{{word}}"}""")).Status);
        var (job, options) = Assert.Single(host.Jobs.Restarted);
        Assert.Equal(("in-doubt", isLoaded), (job, options.Decisions["l1"]));
    }

    [Fact]
    public async Task A_restart_may_accept_loss()
    {
        await using var host = await AdminHost.StartAsync();
        Assert.Equal(202, (await host.SendAsync("POST", "/kongakka/jobs/finished/restart", """{"acceptLoss":true}""")).Status);
        Assert.True(Assert.Single(host.Jobs.Restarted).Options.AcceptLoss);
    }

    [Fact]
    public async Task The_level_of_the_log_can_be_changed()
    {
        await using var host = await AdminHost.StartAsync();
        Assert.Equal("info", await host.Http.GetStringAsync("/kongakka/log-level"));
        Assert.Equal((200, "error"), await host.SendAsync("PUT", "/kongakka/log-level?level=error"));
        await host.SendAsync("PATCH", Cancel);
        Assert.Null(host.Log.Find("change: PATCH"));
    }
}
