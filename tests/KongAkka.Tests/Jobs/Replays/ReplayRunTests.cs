using System.Globalization;
using System.Text;
using Akka.Actor;
using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Replays;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Tests.Jobs.Replays;

/// <summary>Loads of replays against a sink that plays what a real one seldom does; the journal lies in memory.</summary>
public sealed class ReplayRunTests : IAsyncLifetime
{
    private static readonly JobSpec Spec = new()
    {
        Name = "j",
        Source = new KafkaSettings { BootstrapServers = "127.0.0.1:1", Topic = "t", GroupId = "g" },
        Sink = new SinkSettings(SinkType.Blackhole),
    };

    private readonly ActorSystem _system = ActorSystem.Create("replay", "akka.stdout-loglevel = off, akka.loglevel = off");
    private readonly ScriptedSink _sink = new();
    private ReplayAccount _account = null!;
    private ReplayRun _run = null!;

    public async Task InitializeAsync()
    {
        _account = new ReplayAccount(_system, "j", TimeProvider.System);
        await _account.ClaimAsync();
        var rule = Rules.Create("access-log");
        _run = new ReplayRun(Spec, _sink, new ReplayLoadMaker(rule, new ColumnFit(rule.Schema, OnUnfit.Reject), _sink.CreateWriter(rule.Schema)), _account, NullLogger.Instance);
    }

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public async Task What_gives_no_row_is_counted_and_not_loaded()
    {
        await _run.LoadAsync("t", [Record(1), Record(2, "1.2.3"), Record(3, client: "127.0.0.1")], CancellationToken.None);
        Assert.Equal((1L, 1L, 1L), (_run.Tally.Loaded, _run.Tally.Rejected["response-time"], _run.Tally.Dropped["filtered"]));
        Assert.Equal([new OffsetRange(0, 1, 2, 1)], Assert.Single(_sink.Loaded).Plan.Ranges);
    }

    [Fact]
    public async Task Rows_that_the_sink_refuses_are_found_and_stay_rejected_and_all_others_are_loaded()
    {
        _sink.OnLoad = load =>
        {
            if (load.Plan.Ranges.Any(range => range.First <= 6 && 6 < range.Next)) throw new RowsRefusedException(load.Plan, load.Batch.Rows, "No.");
        };
        await _run.LoadAsync("t", [.. Enumerable.Range(0, 16).Select(offset => Record(offset))], CancellationToken.None);
        Assert.Equal((15L, 1L), (_run.Tally.Loaded, _run.Tally.Rejected["refused-by-sink"]));
        Assert.Equal(15, _sink.Loaded.Sum(load => load.Batch.Rows));
        Assert.False(_account.State.Replayed.Contains(new RejectOrigin("t", 0, 6)));
        Assert.Equal(_sink.Loaded.Count, _sink.Loaded.Select(load => load.Plan.Label).Distinct().Count());
    }

    [Theory]
    [InlineData(LoadFate.Loaded, 0)]
    [InlineData(LoadFate.NotLoaded, 1)]
    [InlineData(LoadFate.Forgotten, 1)]
    public async Task An_open_load_is_sent_again_under_its_label_unless_it_is_in_the_table(LoadFate fate, int loads)
    {
        var open = await LeaveOpenAsync();
        _sink.Fate = fate;
        await _run.ResolveAsync(open, null, Found(1, 2, 3), CancellationToken.None);
        Assert.Equal(Enumerable.Repeat((open.Plan.Label, true, fate == LoadFate.Forgotten), loads), _sink.Loaded.Select(load => (load.Plan.Label, load.IsRecovered, load.IsForgotten)));
        Assert.Equal(3, _run.Tally.Loaded);
        Assert.True(_account.State.Replayed.Contains(new RejectOrigin("t", 0, 3)));
        Assert.Null(_account.State.Open);
    }

    [Fact]
    public async Task Of_an_open_load_only_what_is_loaded_counts_as_replayed()
    {
        var open = await LeaveOpenAsync();
        await _run.ResolveAsync(open, null, Found(1, 3), CancellationToken.None);
        Assert.Equal([true, false, true], new[] { 1, 2, 3 }.Select(offset => _account.State.Replayed.Contains(new RejectOrigin("t", 0, offset))));
    }

    [Fact]
    public async Task A_forgotten_load_that_cannot_be_made_again_whole_waits_for_a_person()
    {
        var open = await LeaveOpenAsync();
        _sink.Fate = LoadFate.Forgotten;
        var doubt = await Assert.ThrowsAsync<UnrecoverableException>(() => _run.ResolveAsync(open, null, Found(1, 2), CancellationToken.None));
        Assert.Contains("kongakka rejects replay j --as loaded, or --as reload", doubt.Remedy, StringComparison.Ordinal);
        Assert.Same(open, _account.State.Open);

        await _run.ResolveAsync(open, isLoaded: false, Found(1, 2), CancellationToken.None);
        Assert.Equal(2, _run.Tally.Loaded);
    }

    [Fact]
    public async Task What_a_person_knows_to_be_in_the_table_is_not_sent()
    {
        var open = await LeaveOpenAsync();
        await _run.ResolveAsync(open, isLoaded: true, Found(), CancellationToken.None);
        Assert.Empty(_sink.Loaded);
        Assert.True(_account.State.Replayed.Contains(new RejectOrigin("t", 0, 2)));
    }

    [Fact]
    public async Task Each_load_stays_within_the_limits_of_a_batch()
    {
        var rule = Rules.Create("access-log");
        var run = new ReplayRun(Spec with { Batch = Spec.Batch with { MaxRows = 4 } }, _sink, new ReplayLoadMaker(rule, new ColumnFit(rule.Schema, OnUnfit.Reject), new CountingRowWriter()), _account, NullLogger.Instance);
        Assert.True(run.IsFull(4, 0));
        await run.LoadAsync("t", [.. Enumerable.Range(0, 10).Select(offset => Record(offset))], CancellationToken.None);
        Assert.Equal([4, 4, 2], _sink.Loaded.Select(load => load.Batch.Rows));
    }

    private static Func<Task<IReadOnlyList<RejectedRecord>>> Found(params int[] offsets) =>
        () => Task.FromResult<IReadOnlyList<RejectedRecord>>([.. offsets.Select(offset => Record(offset))]);

    private static RejectedRecord Record(int offset, string responseTime = "0.125", string client = "10.0.0.1") => new("unfit-request_url", "", "t", 0, offset, -1, Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"time":"2026-01-01T00:00:00Z","stream":"stdout","message":"{{client}} - - [x] \"GET /{{offset}} HTTP/1.1\" 200 {{responseTime}} \"demo-a.io\""}""")));

    /// <summary>Plans a load of offsets 1 to 3 and fails while it is sent.</summary>
    private async Task<ReplayPlanned> LeaveOpenAsync()
    {
        _sink.OnLoad = _ => throw new IOException("away");
        await Assert.ThrowsAsync<IOException>(() => _run.LoadAsync("t", [Record(1), Record(2), Record(3)], CancellationToken.None));
        _sink.OnLoad = static _ => { };
        return _account.State.Open!;
    }
}
