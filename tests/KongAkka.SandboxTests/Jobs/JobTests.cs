using Confluent.Kafka;
using KongAkka.Jobs;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Sinks;
using KongAkka.Sandbox.Kafka;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

public sealed class JobTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_bounded_job_finishes_with_each_row_in_the_table_once(int parallelism)
    {
        await using var run = await JobRun.CreateAsync(partitions: 3);
        run.Produce(3000, partitions: 3);
        run.Spec = run.Spec with { Parallelism = parallelism, Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        run.Start();
        await run.EndedAsync();
        Assert.True(run.Status.State == JobState.Finished, $"{run.Status}\n{run.Log}");
        await run.HoldsExactlyAsync(3000);
        Assert.Equal(6000, run.Status.Counters.Records);
        Assert.Equal(3000, run.Status.Counters.Dropped["filtered"]);
        Assert.All(run.Status.Positions, position => Assert.Equal(2000, position.Value));
    }

    [Fact]
    public async Task Every_message_between_the_actors_of_a_job_can_travel()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Produce(1000, partitions: 2);
        run.Spec = run.Spec with { Parallelism = 2, Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        run.StartStrictly();
        await run.EndedAsync();
        await run.HoldsExactlyAsync(1000);
    }

    [Fact]
    public async Task A_stopped_job_loads_what_it_has_read()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Spec = run.Spec with { Batch = run.Spec.Batch with { MaxAge = TimeSpan.FromHours(1), MaxRows = 5000 } };
        run.Start();
        run.Produce(1000, partitions: 2);
        await Eventually.TrueAsync(() => run.Status.Counters.Rows == 1000, () => run.Log.ToString()!);
        Assert.Equal(0, run.Status.Counters.LoadedRows);
        await run.Host.StopAsync(TimeSpan.FromSeconds(10)).WaitAsync(Eventually.Patience);
        Assert.Equal(JobState.Suspended, run.Status.State);
        await run.HoldsExactlyAsync(1000);
    }

    [Fact]
    public async Task While_the_frontend_is_away_nothing_is_lost_and_nothing_doubled()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Start();
        run.Produce(1000, partitions: 2);
        await run.LoadedAsync(1000);
        await run.StarRocks.StopFrontendAsync();
        run.Produce(1000, partitions: 2, first: 1000);
        await Eventually.TrueAsync(() => run.Status.Counters.Retries > 0, () => run.Log.ToString()!);
        await run.StarRocks.StartFrontendAsync();
        await run.LoadedAsync(2000);
        await run.HoldsExactlyAsync(2000);
    }

    [Fact]
    public async Task Answers_that_are_lost_after_the_commit_double_nothing()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.StarRocks.Faults.Next(Fault.Cut(FaultPoint.Answer), times: 3);
        run.StarRocks.Faults.Next(Fault.CommitUnknown());
        run.Start();
        run.Produce(2000, partitions: 2);
        await run.LoadedAsync(2000);
        await run.HoldsExactlyAsync(2000);
        Assert.Equal(4, run.StarRocks.Faults.Played);
    }

    [Fact]
    public async Task A_job_waits_for_a_starrocks_that_comes_later()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        await run.StarRocks.StopFrontendAsync();
        run.Start();
        run.Produce(10, partitions: 1);
        await Eventually.TrueAsync(() => run.Log.ToString()!.Contains("table", StringComparison.Ordinal), () => run.Log.ToString()!);
        await run.StarRocks.StartFrontendAsync();
        await run.LoadedAsync(10);
        await run.HoldsExactlyAsync(10);
    }

    [Fact]
    public async Task A_hanging_load_is_abandoned_when_the_grace_of_a_stop_is_over()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.Start();
        run.Produce(10, partitions: 1);
        await Eventually.TrueAsync(() => run.Status.Counters.Rows == 10, () => run.Log.ToString()!);
        await run.Host.StopAsync(TimeSpan.FromMilliseconds(300)).WaitAsync(Eventually.Patience);
        Assert.Equal(JobState.Suspended, run.Status.State);
    }

    [Fact]
    public async Task A_missing_topic_fails_the_job_and_is_named()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Topic = "not-there" } };
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.Contains("not-there", run.Status.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_that_cannot_be_fails_the_job_with_its_remedy()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with
        {
            Sink = new SinkSettings(SinkType.Blackhole),
            Source = run.Spec.Source with { Properties = new Dictionary<string, string> { ["fetch.min.bytes"] = "few" } },
        };
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.Contains("source.properties: fetch.min.bytes: ", run.Status.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_table_fails_the_job_before_anything_is_read()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Sink = run.Spec.Sink with { StarRocks = run.Spec.Sink.StarRocks! with { Table = "NOT_THERE" } } };
        run.Produce(10, partitions: 1);
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.Contains("NOT_THERE", run.Status.Failure, StringComparison.Ordinal);
        Assert.Equal(0, run.Status.Counters.Records);
    }

    [Fact]
    public async Task A_table_dropped_under_a_running_job_fails_it_and_is_named()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        run.Produce(10, partitions: 1);
        await run.LoadedAsync(10);
        run.StarRocks.DropTable("quickstart", "KONG_ACCESS_LOG");
        run.Produce(10, partitions: 1, first: 10);
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.Contains("KONG_ACCESS_LOG", run.Status.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_records_are_written_down_with_reason_and_origin()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        byte[] bad = JobRun.Line("10.0.0.1", 1, responseTime: "1.2.3");
        run.Topic.Send(JobRun.Line("10.0.0.1", 0));
        run.Topic.Send(bad);
        run.Topic.Flush();
        run.Start();
        await run.EndedAsync();
        var reject = Assert.Single(await run.RejectsAsync());
        Assert.Equal(("response-time", 1), (reject.Reason, reject.Offset));
        Assert.Equal(bad, reject.Value.ToArray());
        Assert.Equal(1, run.Status.Counters.Rejected["response-time"]);
        await run.HoldsExactlyAsync(1);
    }

    [Fact]
    public async Task A_job_waits_while_rejects_cannot_be_written_and_then_loses_and_doubles_nothing()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset }, Rejects = run.Spec.Rejects with { MaxSize = 1000 } };
        var filler = Path.Combine(run.Spec.Rejects.Directory, "test.20260101T000000000Z.jsonl");
        await File.WriteAllTextAsync(filler, new string('x', 1000));
        run.Topic.Send(JobRun.Line("10.0.0.1", 0));
        run.Topic.Send(JobRun.Line("10.0.0.1", 1, responseTime: "1.2.3"));
        run.Topic.Send(JobRun.Line("10.0.0.1", 1));
        run.Topic.Flush();
        run.Start();
        await Eventually.TrueAsync(() => run.Status.Failure?.Contains("rejects.max-size = 1000", StringComparison.Ordinal) == true, () => $"{run.Status}");
        File.Delete(filler);
        await run.EndedAsync();
        Assert.Equal(JobState.Finished, run.Status.State);
        Assert.Equal(1, Assert.Single(await run.RejectsAsync()).Offset);
        await run.HoldsExactlyAsync(2);
    }

    [Fact]
    public async Task A_topic_of_rejects_that_is_missing_is_told_at_the_start_and_holds_up_nothing_but_a_reject()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Topic.Kafka.CreateTopic("rejects");
        run.Topic.Kafka.SetTopicError("rejects", ErrorCode.UnknownTopicOrPart);
        run.Spec = run.Spec with
        {
            Rejects = new RejectSettings(RejectType.Kafka) { Topic = new RejectTopic { BootstrapServers = run.Topic.Settings.BootstrapServers, Name = "rejects" } },
        };
        run.Topic.Send(JobRun.Line("10.0.0.1", 0));
        run.Topic.Flush();
        run.Start();
        await Eventually.TrueAsync(() => run.Log.CountOf("Create the topic, or correct rejects.topic") == 1, () => $"{run.Status}\n{run.Log}");
        await Eventually.TrueAsync(() => run.Status.Counters.LoadedRows == 1, () => $"{run.Status}\n{run.Log}");
    }

    [Fact]
    public async Task A_job_waits_while_Kafka_refuses_rejects_and_then_loses_none()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Topic.Kafka.CreateTopic("rejects");
        run.Spec = run.Spec with
        {
            Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset },
            Rejects = new RejectSettings(RejectType.Kafka) { Topic = new RejectTopic { BootstrapServers = run.Topic.Settings.BootstrapServers, Name = "rejects" } },
        };
        run.Topic.Send(JobRun.Line("10.0.0.1", 0));
        run.Topic.Send(JobRun.Line("10.0.0.1", 1, responseTime: "1.2.3"));
        run.Topic.Flush();
        run.Topic.Kafka.FailNext(KafkaApi.Produce, [ErrorCode.TopicAuthorizationFailed]);
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Finished, run.Status.State);
        Assert.Contains("Allow this user to Write and Describe the topic.", run.Log.ToString(), StringComparison.Ordinal);
        Assert.Equal([1L], (await run.RejectsAsync()).Select(r => r.Offset).Distinct());
        await run.HoldsExactlyAsync(1);
    }

    [Fact]
    public async Task Offsets_that_are_loaded_are_told_to_the_consumer_group()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset }, Sink = new SinkSettings(SinkType.Blackhole) };
        run.Produce(100, partitions: 2);
        run.Start();
        await run.EndedAsync();
        Assert.Equal([100L, 100L], run.Committed(2));
    }
}
