using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Tests.Pipeline.StarRocks;

/// <summary>What has to be sure before a load is sent, the first time and again.</summary>
public sealed class LoadOwnershipTests
{
    private readonly ManualTime _time = new();
    private int _confirmed;

    [Theory]
    [InlineData(9, false, 0)]
    [InlineData(10, false, 1)]
    [InlineData(0, true, 1)]
    public async Task Ownership_is_confirmed_when_the_plan_is_not_fresh(int seconds, bool isRecovered, int times)
    {
        await using var cluster = new FakeCluster(_time);
        await LoadAsync(cluster, seconds, load => load with { IsRecovered = isRecovered });
        Assert.Equal(times, _confirmed);
    }

    [Fact]
    public async Task Who_is_no_owner_any_more_sends_nothing()
    {
        await using var cluster = new FakeCluster(_time);
        await Assert.ThrowsAsync<UnrecoverableException>(() => LoadAsync(
            cluster, seconds: 11, load => load with { ConfirmAsync = () => throw new UnrecoverableException("Another process has the job.", "") }));
        Assert.Empty(cluster.Backend.Requests);
    }

    [Fact]
    public async Task A_load_whose_age_the_label_has_outlived_is_not_sent_again_before_its_rows_were_looked_for()
    {
        var asked = new List<string>();
        await using var cluster = new FakeCluster(_time) { Sql = sql => Note(asked, sql, sql.Contains("KONG_ACCESS_LOG` WHERE", StringComparison.Ordinal) ? "0" : null) };
        cluster.Loads.Enqueue(FakeCluster.Answer("", status: 503));
        await LoadAsync(cluster, seconds: 4 * 24 * 3600, load => load with { IsRecovered = true });
        Assert.Equal(2, cluster.Backend.Requests.Count);
        Assert.Contains(asked, sql => sql.Contains("original_message", StringComparison.Ordinal));
        Assert.Single(cluster.Backend.Requests.Select(request => request.Headers["label"]).Distinct());
    }

    [Fact]
    public async Task A_forgotten_load_whose_rows_are_not_there_is_sent_under_its_label()
    {
        await using var cluster = new FakeCluster(_time) { Sql = sql => Rows(sql.Contains("KONG_ACCESS_LOG` WHERE", StringComparison.Ordinal) ? "0" : null) };
        var receipt = await LoadAsync(cluster, seconds: 4 * 24 * 3600, load => load with { IsRecovered = true, IsForgotten = true });
        Assert.Equal(receipt.Label, Assert.Single(cluster.Backend.Requests).Headers["label"]);
    }

    [Fact]
    public async Task A_forgotten_load_whose_rows_are_there_is_in_doubt_and_not_sent()
    {
        await using var cluster = new FakeCluster(_time) { Sql = sql => Rows(sql.Contains("KONG_ACCESS_LOG` WHERE", StringComparison.Ordinal) ? "3" : null) };
        var doubt = await Assert.ThrowsAsync<LoadInDoubtException>(() => LoadAsync(cluster, seconds: 4 * 24 * 3600, load => load with { IsRecovered = true, IsForgotten = true }));
        Assert.StartsWith("SELECT COUNT(*) FROM `quickstart`.`KONG_ACCESS_LOG` WHERE", doubt.Query, StringComparison.Ordinal);
        Assert.Empty(cluster.Backend.Requests);
    }

    [Fact]
    public async Task One_row_that_is_not_there_proves_that_the_load_is_not()
    {
        await using var cluster = new FakeCluster(_time)
        {
            Sql = sql => Rows(sql.Contains("KONG_ACCESS_LOG` WHERE", StringComparison.Ordinal) ? (sql.Contains("'c'", StringComparison.Ordinal) ? "0" : "1") : null),
        };
        await LoadAsync(cluster, seconds: 4 * 24 * 3600, load => load with { IsRecovered = true, IsForgotten = true });
        Assert.Single(cluster.Backend.Requests);
    }

    [Fact]
    public async Task A_column_that_is_dropped_while_the_job_runs_ends_it_within_a_minute_and_is_named()
    {
        await using var cluster = new FakeCluster(_time);
        await using var sink = cluster.CreateSink();
        using var body = FakeCluster.Body(["a", "b", "c"]);
        await sink.LoadAsync(Planned(body), default);
        cluster.Columns = cluster.Columns.Replace("client_ip", "client_address", StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(59));
        await sink.LoadAsync(Planned(body), default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => sink.LoadAsync(Planned(body), default));
        Assert.Contains("client_ip", failure.What, StringComparison.Ordinal);
    }

    private async Task<LoadReceipt> LoadAsync(FakeCluster cluster, int seconds, Func<PlannedLoad, PlannedLoad> change)
    {
        // Rows are looked for only when StarRocks must have ended every attempt.
        cluster.Settings = cluster.Settings with { LoadTimeout = TimeSpan.FromSeconds(1), LoadMargin = TimeSpan.Zero };
        await using var sink = cluster.CreateSink();
        using var body = FakeCluster.Body(["a", "b", "c"]);
        var load = change(Planned(body) with { ConfirmAsync = ConfirmAsync });
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var loading = sink.LoadAsync(load, default);
        while (!loading.IsCompleted)
        {
            // Back-off is measured by the clock that stands still; the steps are small so that nothing else runs out of time.
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(5);
        }

        return await loading;
    }

    private PlannedLoad Planned(LoadBody body) => SampleLoads.Planned(new LoadBatch(0, [new OffsetRange(0, 5, 8, 3)], 3, body), _time.GetUtcNow());

    private Task ConfirmAsync()
    {
        _confirmed++;
        return Task.CompletedTask;
    }

    private static string Note(List<string> asked, string sql, string? value)
    {
        lock (asked) asked.Add(sql);
        return Rows(value);
    }

    private static string Rows(string? value) => (value is null ? "" : $$"""{"data":["{{value}}"]}""" + "\n") + """{"statistics":{"returnRows":1}}""" + "\n";
}
