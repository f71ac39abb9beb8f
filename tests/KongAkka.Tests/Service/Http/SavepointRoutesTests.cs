using System.Text.Json.Nodes;
using KongAkka.Jobs.Savepoints;
using KongAkka.Service.Commands;
using KongAkka.Tests.Jobs.Savepoints;

namespace KongAkka.Tests.Service.Http;

public sealed class SavepointRoutesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    private readonly string _root = Directory.CreateTempSubdirectory("kongakka-routes-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_savepoint_is_triggered_shown_listed_and_disposed_of_in_the_shapes_of_Flink()
    {
        await using var host = await StartAsync();
        var trigger = await TriggerAsync(host, "/jobs/running/savepoints", "{}", 202);
        var result = await host.GetAsync($"/v1/jobs/running/savepoints/{trigger}");
        Assert.Equal("COMPLETED", (string)result["status"]!["id"]!);
        var location = (string)result["operation"]!["location"]!;
        Assert.StartsWith("file:/", location, StringComparison.Ordinal);
        var listed = Assert.Single((JsonArray)(await host.GetAsync("/kongakka/savepoints?job=access-log"))["savepoints"]!)!;
        Assert.Equal((location["file:".Length..], 42), ((string)listed["path"]!, (int)listed["positions"]!["0"]!));
        Assert.Empty((JsonArray)(await host.GetAsync("/kongakka/savepoints?job=other"))["savepoints"]!);
        var disposal = await TriggerAsync(host, "/savepoint-disposal", $$"""{"savepoint-path":"{{location}}"}""", 200);
        Assert.Equal("""{"status":{"id":"COMPLETED"},"operation":{"failure-cause":null}}""", (await host.GetAsync($"/v1/savepoint-disposal/{disposal}")).ToJsonString());
        Assert.Empty(Directory.GetFileSystemEntries(_root));
        Assert.Equal(404, (await host.SendAsync("GET", $"/savepoint-disposal/{new string('0', 32)}")).Status);
    }

    [Fact]
    public async Task A_disposal_that_is_refused_says_why_as_Flink_does()
    {
        await using var host = await StartAsync();
        var disposal = await TriggerAsync(host, "/v1/savepoint-disposal", """{"savepoint-path":"/etc"}""", 200);
        var cause = (await host.GetAsync($"/savepoint-disposal/{disposal}"))["operation"]!["failure-cause"]!.AsObject();
        Assert.Equal(["class", "stack-trace", "serialized-throwable"], cause.Select(f => f.Key));
        Assert.Contains("does not lie below", (string)cause["stack-trace"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_show_the_savepoints_that_were_taken_and_those_that_failed()
    {
        await using var host = await StartAsync();
        await TriggerAsync(host, "/jobs/running/savepoints", "{}", 202);
        host.Jobs.Savepoints = request => new SavepointOperation(request.Trigger, 2, Start) { Failure = "No room.", EndedAt = Start };
        await TriggerAsync(host, "/jobs/running/stop", "{}", 202);
        host.Jobs.Jobs = [.. host.Jobs.Jobs.Select(j => j with { Restored = new RestoredSavepoint("/savepoints/savepoint-16547c-c710075ca404", Start) })];
        var said = await host.GetAsync("/jobs/running/checkpoints");
        Assert.Equal("""{"restored":1,"total":2,"in_progress":0,"completed":1,"failed":1}""", said["counts"]!.ToJsonString());
        var savepoint = said["latest"]!["savepoint"]!;
        Assert.Equal((1, true, 70), ((int)savepoint["id"]!, (bool)savepoint["is_savepoint"]!, (int)savepoint["end_to_end_duration"]!));
        Assert.Equal(Start.ToUnixTimeMilliseconds(), (long)savepoint["trigger_timestamp"]!);
        Assert.Equal("No room.", (string)said["latest"]!["failed"]!["failure_message"]!);
        Assert.Equal("file:/savepoints/savepoint-16547c-c710075ca404", (string)said["latest"]!["restored"]!["external_path"]!);
        Assert.Equal(70, (int)said["summary"]!["end_to_end_duration"]!["max"]!);
        var details = await host.GetAsync("/jobs/running/checkpoints/details/1");
        Assert.Equal((1, "COMPLETED", 2), Assert.Single(details["tasks"]!.AsObject()).Value is { } vertex ? ((int)vertex["id"]!, (string)vertex["status"]!, (int)vertex["num_subtasks"]!) : default);
        details["tasks"] = new JsonObject();
        Assert.Equal(savepoint.ToJsonString(), details.ToJsonString());
    }

    [Fact]
    public async Task The_commands_trigger_list_dispose_stop_and_restart()
    {
        await using var host = await StartAsync();
        Assert.Equal(0, await CallAsync(host, "savepoint", "trigger", "running"));
        var path = Assert.Single(Directory.GetDirectories(_root));
        Assert.Equal(0, await CallAsync(host, "savepoint", "list", "--json"));
        Assert.Equal(0, await CallAsync(host, "savepoint", "dispose", path));
        Assert.Equal(1, await CallAsync(host, "savepoint", "dispose", path));
        Assert.Empty(Directory.GetDirectories(_root));
        Assert.Equal(0, await CallAsync(host, "job", "restart", "finished", "--from", "/s/a"));
        Assert.Equal("/s/a", host.Jobs.Restarted.Single().Options.From);
        host.Jobs.Savepoints = request => new SavepointOperation(request.Trigger, 2, Start) { Failure = "No room.", EndedAt = Start };
        Assert.Equal(1, await CallAsync(host, "job", "stop", "running", "--savepoint-dir", _root));
        Assert.Equal(2, await CallAsync(host, "savepoint", "trigger", "none"));
    }

    private static Task<int> CallAsync(AdminHost host, params string[] args) => CommandLine.RunAsync([.. args, "--admin", host.Address.ToString()]);

    private static async Task<string> TriggerAsync(AdminHost host, string path, string body, int status)
    {
        var answer = await host.SendAsync("POST", path, body);
        Assert.Equal(status, answer.Status);
        var said = JsonNode.Parse(answer.Text)!.AsObject();
        Assert.Equal(["request-id"], said.Select(f => f.Key));
        return (string)said["request-id"]!;
    }

    private async Task<AdminHost> StartAsync()
    {
        var host = await AdminHost.StartAsync();
        host.Jobs.Jobs = [.. host.Jobs.Jobs.Select(j => j with { SavepointDirectory = _root })];
        host.Jobs.Savepoints = request => new SavepointOperation(request.Trigger, 1, Start) { Location = SavepointFile.Write(_root, SampleSavepoint.Create()), EndedAt = Start.AddMilliseconds(70) };
        return host;
    }
}
