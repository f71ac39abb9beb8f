namespace KongAkka.SandboxTests.Http;

public sealed class SavepointCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kongakka-savepoints-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_savepoint_is_taken_listed_and_disposed_of_while_its_job_runs()
    {
        await using var run = await ServiceRun.StartAsync($"job-defaults.savepoint-directory=\"{_root}\"");
        run.Produce(50);
        await run.ReadAsync("loader", 50);
        Assert.Equal(0, await run.CallAsync("savepoint", "trigger", "loader"));
        var listed = (await run.GetAsync("/kongakka/savepoints?job=loader"))["savepoints"]!.AsArray();
        var savepoint = Assert.Single(listed)!;
        Assert.Equal(50, savepoint["positions"]!.AsObject().Sum(p => (long)p.Value!));
        Assert.Equal((string)savepoint["path"]!, Assert.Single(Directory.GetDirectories(_root)));
        Assert.Equal(0, await run.CallAsync("savepoint", "list", "loader"));
        Assert.Equal(0, await run.CallAsync("savepoint", "dispose", (string)savepoint["path"]!));
        Assert.Empty(Directory.GetDirectories(_root));
        run.Produce(50, first: 50);
        await run.LoadedAsync("loader", 100);
    }
}
