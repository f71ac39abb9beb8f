using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Jobs that begin where a savepoint stands.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-restores-").FullName;
    private int _triggers;

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(5, 4)]
    [InlineData(1, 7)]
    [InlineData(2, 7)]
    [InlineData(5, 7)]
    public async Task A_savepoint_of_four_partitions_is_restored_with_any_parallelism_on_as_many_or_more(int parallelism, int partitions)
    {
        await using var run = await JobRun.CreateAsync(partitions);
        run.Spec = run.Spec with { SavepointDirectory = _folder, Parallelism = parallelism };
        run.Produce(400, partitions: 4);
        var identity = await IdentityAsync(run);
        var path = SavepointFile.Write(_folder, Made(identity, 100, 4));
        run.Produce(partitions * 100, partitions, first: 400);
        run.Spec = run.Spec with { Restore = new RestoreSettings(path, AllowNonRestoredState: false) };
        run.Start();
        // In each of the four old partitions 200 records were there before, of which the first 100 are not read.
        await Eventually.TrueAsync(() => run.Status.Positions.Count == partitions && run.Status.Positions.All(p => p.Value == (p.Key < 4 ? 400 : 200)), () => $"{run.Status}\n{run.Log}");
        Assert.Equal(Enumerable.Range(200, 200 + (partitions * 100)), await run.NumbersAsync());
        Assert.Single(run.Journaled("savepoint-restored"));
    }

    [Fact]
    public async Task A_job_lives_from_start_over_savepoint_stop_restore_elsewhere_cancel_to_restart()
    {
        await using var run = await StartAsync(parallelism: 1);
        run.Produce(200, partitions: 2);
        await run.ReachedAsync(2, 200);
        await TakenAsync(run, stops: false);
        run.Produce(200, partitions: 2, first: 200);
        var stopped = await TakenAsync(run, stops: true);
        await run.EndedAsync();
        Assert.Equal(JobState.Finished, run.Status.State);
        var first = run.Status.Id;
        await run.KillAsync();
        run.JournalName = "other.db";
        run.Produce(200, partitions: 2, first: 400);
        run.Spec = run.Spec with { Parallelism = 2, Restore = new RestoreSettings(stopped, AllowNonRestoredState: false) };
        run.Start();
        await run.ReachedAsync(2, 600);
        Assert.NotEqual(first, run.Status.Id);
        Assert.True(run.Host.Cancel("test"));
        await run.EndedAsync();
        Assert.Equal(JobState.Canceled, run.Status.State);
        run.Produce(200, partitions: 2, first: 600);
        Assert.True(run.Host.Restart("test", RestartOptions.None));
        await run.ReachedAsync(2, 800);
        await run.HoldsExactlyAsync(800);
    }

    [Fact]
    public async Task A_savepoint_that_stays_in_the_configuration_is_restored_once()
    {
        await using var run = await StartAsync(parallelism: 1);
        run.Produce(100, partitions: 2);
        var path = await TakenAsync(run, stops: true);
        await run.KillAsync();
        run.Spec = run.Spec with { Restore = new RestoreSettings(path, AllowNonRestoredState: false) };
        run.Start();
        await run.LogsAsync("stays so");
        run.Host.Restart("test", RestartOptions.None);
        run.Produce(100, partitions: 2, first: 100);
        await run.ReachedAsync(2, 200);
        await run.StopAsync();
        Directory.Delete(path, true);
        run.Start();
        await run.LogsAsync("was restored before");
        run.Produce(100, partitions: 2, first: 200);
        await run.ReachedAsync(2, 300);
        await run.HoldsExactlyAsync(300);
        Assert.Single(run.Journaled("savepoint-restored"));
    }

    [Fact]
    public async Task One_that_the_journal_has_passed_is_restored_on_a_persons_word_alone_and_then_loads_again()
    {
        await using var run = await StartAsync(parallelism: 2);
        run.Produce(100, partitions: 2);
        await run.ReachedAsync(2, 100);
        var path = await TakenAsync(run, stops: false);
        run.Produce(100, partitions: 2, first: 100);
        await run.ReachedAsync(2, 200);
        await run.StopAsync();
        run.Spec = run.Spec with { Restore = new RestoreSettings(path, AllowNonRestoredState: false) };
        run.Start();
        await run.EndedAsync();
        Assert.Contains("200 offsets of 2 partitions lie after it", run.Status.Failure, StringComparison.Ordinal);
        Assert.Contains($"kongakka job restart test --from {path}", run.Status.Failure, StringComparison.Ordinal);
        await run.HoldsExactlyAsync(200);
        Assert.True(run.Host.Restart("test", new RestartOptions { From = path }));
        await Eventually.TrueAsync(() => run.Journaled("savepoint-restored").Count == 1, () => $"{run.Status}\n{run.Log}");
        await run.LoadedAsync(100);
        Assert.Equal(Enumerable.Range(0, 200).Concat(Enumerable.Range(100, 100)).Order(), await run.NumbersAsync());
        await run.StopAsync();
        run.Start();
        await run.LogsAsync("was restored before");
        run.Produce(100, partitions: 2, first: 200);
        await run.ReachedAsync(2, 300);
        Assert.Equal(400, (await run.NumbersAsync()).Length);
    }

    [Theory]
    [InlineData("topic")]
    [InlineData("cluster")]
    [InlineData("fewer")]
    [InlineData("beyond")]
    [InlineData("damaged")]
    [InlineData("missing")]
    public async Task What_does_not_fit_is_refused_with_its_remedy_and_nothing_is_read(string which)
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Produce(50, partitions: 2);
        var fits = Made(await IdentityAsync(run), 10, 2);
        var (savepoint, told) = which switch
        {
            "topic" => (fits with { Topic = "other" }, "it is of topic other"),
            "cluster" => (fits with { ClusterId = "other" }, "it is of Kafka cluster other"),
            "fewer" => (Made(await IdentityAsync(run), 10, 3), "it has partition 2"),
            "beyond" => (Made(await IdentityAsync(run), 51, 2), "partition 0: savepoint 51, topic 50"),
            "damaged" => (fits, "_metadata"),
            _ => (fits, "There is no savepoint"),
        };
        var path = SavepointFile.Write(_folder, savepoint);
        if (which == "damaged") File.WriteAllText(Path.Combine(path, "_metadata"), File.ReadAllText(Path.Combine(path, "_metadata")).Replace("10", "20", StringComparison.Ordinal));
        if (which == "missing") Directory.Delete(path, true);
        run.Spec = run.Spec with { Restore = new RestoreSettings(path, AllowNonRestoredState: false) };
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.Contains(told, run.Status.Failure, StringComparison.Ordinal);
        Assert.Empty(run.Journaled("generation-started"));
    }

    [Fact]
    public async Task Partitions_that_the_topic_has_not_are_left_out_when_that_is_allowed()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Produce(50, partitions: 2);
        var path = SavepointFile.Write(_folder, Made(await IdentityAsync(run), 10, 3));
        run.Spec = run.Spec with { Restore = new RestoreSettings(path, AllowNonRestoredState: true) };
        run.Start();
        await run.ReachedAsync(2, 50);
        Assert.Equal(Enumerable.Range(10, 40), await run.NumbersAsync());
        await run.LogsAsync("left out of savepoint");
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private async Task<JobRun> StartAsync(int parallelism)
    {
        var run = await JobRun.CreateAsync(partitions: 2);
        run.Spec = run.Spec with { Parallelism = parallelism, SavepointDirectory = _folder };
        run.Start();
        await Eventually.TrueAsync(() => run.Status.State == JobState.Running, () => $"{run.Status}\n{run.Log}");
        return run;
    }

    private async Task<string> TakenAsync(JobRun run, bool stops)
    {
        run.Host.TriggerSavepoint("test", new SavepointRequest($"{++_triggers:x32}") { IsStopping = stops });
        await Eventually.TrueAsync(() => !run.Status.Savepoints[0].IsUnderWay, () => $"{run.Status}\n{run.Log}");
        return run.Status.Savepoints[0].Location ?? throw new InvalidOperationException(run.Status.Savepoints[0].Failure);
    }

    internal static Task<KongAkka.Pipeline.Consuming.TopicIdentity> IdentityAsync(JobRun run) =>
        new KongAkka.Pipeline.Consuming.OffsetResolver(run.Spec.Source, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).IdentityAsync(CancellationToken.None);

    internal static Savepoint Made(KongAkka.Pipeline.Consuming.TopicIdentity identity, long next, int partitions) => new()
    {
        Id = "savepoint-001122-0123456789ab",
        JobId = "00112233445566778899aabbccddeeff",
        JobName = "elsewhere",
        ClusterId = identity.ClusterId,
        Topic = EmbeddedTopic.Name,
        TopicId = identity.TopicId,
        Positions = [.. Enumerable.Range(0, partitions).Select(p => new KongAkka.Pipeline.Consuming.PartitionPosition(p, next))],
        Target = "",
        RuleHash = "",
        TakenAt = DateTimeOffset.UnixEpoch,
        KongAkkaVersion = "1.0.0",
        IsDrained = true,
    };
}
