using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Tests.Jobs.Savepoints;

namespace KongAkka.Tests.Service.Http;

/// <summary>
/// What Flink's own command line sends (<c>RestClusterClient</c>, <c>RestClient</c>): every request, a GET too, has a JSON body and closes its connection, ids are those that
/// <c>flink list</c> shows, and fields that are not given are sent as null.
/// </summary>
public sealed class FlinkCommandLineTests : IDisposable
{
    private const string Job = $"/v1/jobs/{FakeJobs.RunningId}";
    private const string Nothing = "{}";
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    private readonly string _root = Directory.CreateTempSubdirectory("kongakka-flink-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Flink_list_reads_every_job()
    {
        await using var host = await StartAsync();
        var jobs = (JsonArray)(await SendAsync(host, "GET", "/v1/jobs/overview", Nothing, 200))["jobs"]!;
        Assert.Equal([FakeJobs.RunningId, FakeJobs.FinishedId, FakeJobs.CanceledId, FakeJobs.InDoubtId], jobs.Select(j => (string)j!["jid"]!));
        Assert.All(jobs, j => Assert.True(Enum.TryParse<JobState>((string)j!["state"]!, ignoreCase: true, out _) && (long)j["start-time"]! > 0 && (int)j["tasks"]!["total"]! > 0));
    }

    [Theory]
    [InlineData("savepoints", """{"target-directory":null,"cancel-job":false,"formatType":"CANONICAL","triggerId":null}""", false)]
    [InlineData("savepoints", """{"target-directory":null,"cancel-job":true,"formatType":"NATIVE","triggerId":null}""", false)]
    [InlineData("stop", """{"targetDirectory":null,"drain":false,"formatType":"DEFAULT","triggerId":null}""", true)]
    [InlineData("stop", """{"targetDirectory":"/s/x","drain":true,"formatType":"CANONICAL","triggerId":null}""", true)]
    public async Task Flink_savepoint_and_stop_poll_until_the_location_is_there(string path, string body, bool isStopping)
    {
        await using var host = await StartAsync();
        SavepointRequest? request = null;
        host.Jobs.Savepoints = r => new SavepointOperation((request = r).Trigger, 1, Start);
        var trigger = (string)(await SendAsync(host, "POST", $"{Job}/{path}", body, 202))["request-id"]!;
        Assert.Equal(
            (isStopping, body.Contains("/s/x", StringComparison.Ordinal) ? "/s/x" : null, body.Contains("\"cancel-job\":true", StringComparison.Ordinal)),
            (request!.IsStopping, request.Directory, request.IsCancelling));
        var poll = $"{Job}/savepoints/{trigger}";
        Assert.Equal("""{"status":{"id":"IN_PROGRESS"},"operation":null}""", (await SendAsync(host, "GET", poll, Nothing, 200)).ToJsonString());
        host.Jobs.Jobs = [.. host.Jobs.Jobs.Select(j => j with { Savepoints = [.. j.Savepoints.Select(s => s with { Location = "/s/a", EndedAt = Start })] })];
        Assert.Equal("""{"status":{"id":"COMPLETED"},"operation":{"location":"file:/s/a"}}""", (await SendAsync(host, "GET", poll, Nothing, 200)).ToJsonString());
    }

    [Fact]
    public async Task Flink_savepoint_with_d_disposes_and_a_second_one_learns_why_not()
    {
        await using var host = await StartAsync();
        var path = new JsonObject { ["savepoint-path"] = SavepointFile.Write(_root, SampleSavepoint.Create()) }.ToJsonString();
        var first = (string)(await SendAsync(host, "POST", "/v1/savepoint-disposal", path, 200))["request-id"]!;
        Assert.Null((await SendAsync(host, "GET", $"/v1/savepoint-disposal/{first}", Nothing, 200))["operation"]!["failure-cause"]);
        var second = (string)(await SendAsync(host, "POST", "/v1/savepoint-disposal", path, 200))["request-id"]!;
        var cause = (await SendAsync(host, "GET", $"/v1/savepoint-disposal/{second}", Nothing, 200))["operation"]!["failure-cause"]!;
        Assert.NotEmpty(Convert.FromBase64String((string)cause["serialized-throwable"]!));
    }

    [Fact]
    public async Task Flink_cancel_is_acknowledged_by_an_empty_object()
    {
        await using var host = await StartAsync();
        Assert.Empty((await SendAsync(host, "PATCH", $"{Job}?mode=cancel", Nothing, 202)).AsObject());
        Assert.Equal(["running"], host.Jobs.Cancelled);
    }

    /// <summary>An answer is an error to it when <c>errors</c> is its one field.</summary>
    [Fact]
    public async Task An_unknown_job_is_an_error_of_the_one_field_that_it_knows()
    {
        await using var host = await StartAsync();
        var unknown = $"/v1/jobs/{new string('f', 32)}";
        foreach (var (method, path) in new[] { ("POST", $"{unknown}/savepoints"), ("POST", $"{unknown}/stop"), ("PATCH", $"{unknown}?mode=cancel"), ("GET", $"{Job}/savepoints/{new string('f', 32)}") })
            Assert.Equal(["errors"], (await SendAsync(host, method, path, Nothing, 404)).AsObject().Select(f => f.Key));
    }

    private static async Task<JsonNode> SendAsync(AdminHost host, string method, string path, string body, int status)
    {
        var answer = await host.SendAsync(method, path, body, ("Connection", "close"));
        Assert.Equal(status, answer.Status);
        return JsonNode.Parse(answer.Text)!;
    }

    private async Task<AdminHost> StartAsync()
    {
        var host = await AdminHost.StartAsync();
        host.Jobs.Jobs = [.. host.Jobs.Jobs.Select(j => j with { SavepointDirectory = _root })];
        return host;
    }
}
