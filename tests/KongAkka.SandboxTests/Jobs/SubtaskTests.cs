using Akka.Actor;
using KongAkka.Jobs;
using KongAkka.Jobs.Supervision;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>A subtask with a sink of the test's own.</summary>
public sealed class SubtaskTests() : Akka.TestKit.Xunit2.TestKit("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
{
    [Fact]
    public async Task A_load_that_ends_without_proof_ends_the_subtask_and_is_not_sent_again()
    {
        using var topic = new EmbeddedTopic();
        var sink = new SinkOfDoubt();
        var job = CreateTestProbe();
        topic.Send(JobRun.Line("10.0.0.1", 0));
        topic.Flush();
        var log = new LogLines();
        var spec = new JobSpec
        {
            Name = "test",
            Source = topic.Settings,
            Batch = LoadLimits.Default with { MaxAge = TimeSpan.FromMilliseconds(10) },
            Sink = new SinkSettings(SinkType.Blackhole),
            RestartStrategy = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(1), Max = TimeSpan.FromMilliseconds(1) },
        };
        var context = new SubtaskContext(spec, new JobProgress(spec, "id", TimeProvider.System), sink, new RejectLog(log), log);
        IReadOnlyList<PartitionBounds> bounds = [new PartitionBounds(0, 0)];
        job.ChildActorOf(Props.Create(() => new SubtaskActor(0, bounds, context)));

        await job.ExpectMsgAsync<SubtaskRunning>(Eventually.Patience);
        var ended = await job.ExpectMsgAsync<SubtaskEnded>(Eventually.Patience);
        Assert.Contains("in the table", Assert.IsType<UnrecoverableException>(ended.Cause).What, StringComparison.Ordinal);
        Assert.Equal(1, sink.Loads);
    }

    private sealed class SinkOfDoubt : ISink
    {
        private int _loads;

        public int Loads => Volatile.Read(ref _loads);

        public RowWriter CreateWriter(RowSchema schema) => new JsonRowWriter(schema);

        public Task<LoadReceipt> LoadAsync(LoadBatch batch, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _loads);
            throw new InvalidOperationException("nobody foresaw this");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
