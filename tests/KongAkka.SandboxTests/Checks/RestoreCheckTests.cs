using KongAkka.Jobs.Savepoints;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.Jobs;
using KongAkka.Service.Commands;
using KongAkka.Service.Configuration;

namespace KongAkka.SandboxTests.Checks;

/// <summary>What <c>check</c> says of the savepoint that a job is to start from.</summary>
public sealed class RestoreCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-restore-check-").FullName;
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose()
    {
        Directory.Delete(_folder, true);
        _output.Dispose();
    }

    [Fact]
    public async Task A_savepoint_that_fits_shows_where_a_start_begins()
    {
        await using var run = await MadeAsync();
        var path = SavepointFile.Write(_folder, await SavepointAsync(run, 10, 2));
        var lines = await CheckAsync(run, path, isWell: true);
        Assert.Equal($"ok    test: savepoint: {path} is one of topic logs with offsets of 2 partitions", lines[0]);
        Assert.StartsWith("ok    test: restore: a start begins at 0:10, 1:10", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("damaged")]
    [InlineData("topic")]
    [InlineData("cluster")]
    [InlineData("fewer")]
    [InlineData("beyond")]
    public async Task What_a_start_refuses_is_told_once_and_in_its_words(string which)
    {
        await using var run = await MadeAsync();
        var fits = await SavepointAsync(run, 10, 2);
        var path = SavepointFile.Write(_folder, which switch
        {
            "topic" => fits with { Topic = "other" },
            "cluster" => fits with { ClusterId = "other" },
            "fewer" => await SavepointAsync(run, 10, 3),
            "beyond" => await SavepointAsync(run, 51, 2),
            _ => fits,
        });
        var file = Path.Combine(path, "_metadata");
        if (which == "damaged") File.WriteAllText(file, File.ReadAllText(file).Replace("10", "20", StringComparison.Ordinal));
        if (which == "missing") Directory.Delete(path, true);

        var told = Assert.Single(await CheckAsync(run, path, isWell: false), line => line.StartsWith("FAIL", StringComparison.Ordinal));
        run.Spec = run.Spec with { Restore = new RestoreSettings(path, AllowNonRestoredState: false) };
        run.Start();
        await run.EndedAsync();
        Assert.EndsWith($": {run.Status.Failure}".TrimEnd(), told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_savepoint_that_was_restored_before_is_not_looked_at_again_though_it_is_gone()
    {
        await using var run = await MadeAsync();
        var path = SavepointFile.Write(_folder, await SavepointAsync(run, 10, 2));
        run.Spec = run.Spec with { Restore = new RestoreSettings(path, AllowNonRestoredState: false) };
        run.Start();
        await run.ReachedAsync(2, 50);
        await run.StopAsync();
        Directory.Delete(path, true);
        Assert.Contains("was restored before, and is not again", Assert.Single(await CheckAsync(run, path, isWell: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_has_come_further_is_told()
    {
        await using var run = await MadeAsync();
        run.Start();
        await run.ReachedAsync(2, 50);
        await run.StopAsync();
        var path = SavepointFile.Write(_folder, await SavepointAsync(run, 10, 2));
        Assert.Contains("80 offsets of 2 partitions lie after it", (await CheckAsync(run, path, isWell: false))[1], StringComparison.Ordinal);
    }

    private static async Task<JobRun> MadeAsync()
    {
        var run = await JobRun.CreateAsync(partitions: 2);
        run.Produce(50, partitions: 2);
        return run;
    }

    private static async Task<Savepoint> SavepointAsync(JobRun run, long next, int partitions) => RestoreTests.Made(await RestoreTests.IdentityAsync(run), next, partitions);

    private async Task<string[]> CheckAsync(JobRun run, string path, bool isWell)
    {
        var configuration = ServiceConfiguration.Parse(
            $$"""
            kongakka {
              journal.connection-string = "Data Source={{run.JournalFile}}"
              jobs.test {
                source { bootstrap-servers = "{{run.Spec.Source.BootstrapServers}}", topic = {{EmbeddedTopic.Name}}, startup-mode = earliest-offset }
                sink.type = blackhole
                rejects.type = log
                restore.path = "{{path}}"
              }
            }
            """,
            "k.conf",
            []);
        var checks = KongAkka.Service.Commands.Checks.Of(configuration).Where(check => check.Name.EndsWith("savepoint", StringComparison.Ordinal) || check.Name.EndsWith("restore", StringComparison.Ordinal));
        Assert.Equal(isWell, await new CheckRunner(_output, Eventually.Patience).RunAsync(checks, CancellationToken.None));
        return _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
