using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Tests.Pipeline.StarRocks;

/// <summary>What the sink finds out about loads whose end nobody saw.</summary>
public sealed class LoadInquiryTests
{
    private static readonly string Nothing = Answer();

    [Theory]
    [InlineData("VISIBLE", LoadFate.Loaded)]
    [InlineData("COMMITTED", LoadFate.Loaded)]
    [InlineData("ABORTED", LoadFate.NotLoaded)]
    [InlineData("UNKNOWN", LoadFate.NotLoaded)]
    public async Task A_state_that_can_be_trusted_decides(string state, LoadFate fate)
    {
        await using var cluster = new FakeCluster();
        cluster.States.Enqueue(state);
        Assert.Equal(fate, await FindAsync(cluster));
        Assert.Empty(cluster.Backend.Requests);
        Assert.DoesNotContain(cluster.Frontend.Requests, IsCancel);
    }

    [Theory]
    [InlineData("ABORTED", LoadFate.NotLoaded)]
    [InlineData("VISIBLE", LoadFate.Loaded)]
    public async Task What_still_runs_is_a_leftover_and_cancelled_at_once(string then, LoadFate fate)
    {
        await using var cluster = new FakeCluster();
        cluster.States.Enqueue("PREPARE");
        cluster.States.Enqueue(then);
        Assert.Equal(fate, await FindAsync(cluster));
        Assert.Single(cluster.Frontend.Requests, IsCancel);
    }

    [Fact]
    public async Task A_state_that_a_load_of_ours_never_has_ends_the_job()
    {
        await using var cluster = new FakeCluster();
        cluster.States.Enqueue("PREPARED");
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => FindAsync(cluster));
        Assert.Contains("cannot be found out", failure.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FINISHED", LoadFate.Loaded)]
    [InlineData("CANCELLED", LoadFate.NotLoaded)]
    [InlineData("LOADING", LoadFate.Forgotten)]
    public async Task What_StarRocks_may_have_forgotten_the_history_tells(string state, LoadFate fate)
    {
        foreach (var table in new[] { "information_schema.loads", "_statistics_.loads_history" })
        {
            await using var cluster = new FakeCluster();
            cluster.Sql = sql => sql.Contains(table, StringComparison.Ordinal) ? Answer(state) : Nothing;
            Assert.Equal(fate, await FindAsync(cluster, age: TimeSpan.FromDays(4)));
        }
    }

    [Fact]
    public async Task An_aborted_attempt_beside_one_that_succeeded_does_not_count()
    {
        await using var cluster = new FakeCluster { Sql = _ => Answer("CANCELLED", "FINISHED") };
        Assert.Equal(LoadFate.Loaded, await FindAsync(cluster, age: TimeSpan.FromDays(4)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_history_it_is_forgotten(bool mayRead)
    {
        await using var cluster = new FakeCluster { Sql = _ => mayRead ? Nothing : """{"status":"FAILED","msg":"Access denied; you need (at least one of) the SELECT privilege(s)"}""" };
        Assert.Equal(LoadFate.Forgotten, await FindAsync(cluster, age: TimeSpan.FromDays(4)));
    }

    [Theory]
    [InlineData("899", LoadFate.NotLoaded)]
    [InlineData("900", LoadFate.Forgotten)]
    public async Task The_loads_that_were_finished_meanwhile_are_counted(string loads, LoadFate fate)
    {
        await using var cluster = new FakeCluster();
        cluster.Sql = sql => sql.Contains("COUNT(*)", StringComparison.Ordinal) ? Answer(loads) : Nothing;
        Assert.Equal(fate, await FindAsync(cluster, age: TimeSpan.FromHours(1)));
    }

    private static bool IsCancel(Exchange request) => request.Path.EndsWith("/_cancel", StringComparison.Ordinal);

    private static string Answer(params string[] values) => string.Concat(values.Select(value => $$"""{"data":["{{value}}"]}""" + "\n")) + """{"statistics":{"returnRows":1}}""" + "\n";

    private static async Task<LoadFate> FindAsync(FakeCluster cluster, TimeSpan age = default)
    {
        await using var sink = cluster.CreateSink();
        var plan = SampleLoads.Plan(0, [new OffsetRange(0, 5, 8, 3)], 3, DateTimeOffset.UtcNow - age);
        return await sink.FindAsync(plan, default).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
