using KongAkka.Jobs;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;
using KongAkka.Tests.Layout;

namespace KongAkka.Tests.Service.Http;

public sealed class MetricsTests
{
    private static readonly LoadReceipt Receipt = new("l", [], 5, 100, TimeSpan.FromSeconds(0.2));

    [Theory]
    [InlineData(null, "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("*/*", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3", "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData("application/openmetrics-text;q=0.2,text/plain", "text/plain; version=0.0.4; charset=utf-8")]
    public async Task Who_reads_gets_the_format_that_he_asks_for(string? accept, string type)
    {
        await using var host = await AdminHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        var metrics = Exposition.Parse(await response.Content.ReadAsStringAsync(), type.StartsWith("application", StringComparison.Ordinal));
        Assert.Equal(10, metrics["kongakka_records_total{job=\"running\"}"]);
    }

    [Fact]
    public async Task What_the_path_counts_is_shown_by_job_and_reason()
    {
        await using var host = await AdminHost.StartAsync();
        var counters = host.Jobs.Jobs[0].Counters;
        counters.Reject("response-time", 2);
        counters.Missing("host_domain", 3);
        counters.End(LoadOutcome.InDoubt);
        host.Jobs.Jobs = [host.Jobs.Jobs[0] with { Path = new PathStatus { Ends = new Dictionary<int, long> { [0] = 50 }, OffsetsLost = 7, SinkTrouble = "away", LabelMargin = new LabelMargin(TimeSpan.FromHours(1), 900) } }, .. host.Jobs.Jobs.Skip(1)];
        var metrics = await ReadAsync(host);
        Assert.Equal(5, metrics["kongakka_dropped_total{job=\"running\",reason=\"filtered\"}"]);
        Assert.Equal(2, metrics["kongakka_rejected_total{job=\"running\",reason=\"response-time\"}"]);
        Assert.Equal(3, metrics["kongakka_null_values_total{job=\"running\",column=\"host_domain\"}"]);
        Assert.Equal(1, metrics["kongakka_loads_total{job=\"running\",outcome=\"in-doubt\"}"]);
        Assert.Equal(1000, metrics["kongakka_read_bytes_total{job=\"running\"}"]);
        Assert.Equal(8, metrics["kongakka_lag_records{job=\"running\",partition=\"0\"}"]);
        Assert.Equal(7, metrics["kongakka_lost_offsets_total{job=\"running\"}"]);
        Assert.Equal((0, 1), (metrics["kongakka_job_trouble{job=\"running\",end=\"source\"}"], metrics["kongakka_job_trouble{job=\"running\",end=\"sink\"}"]));
        Assert.Equal((3600, 900), (metrics["kongakka_label_guard_margin_seconds{job=\"running\"}"], metrics["kongakka_label_guard_margin_loads{job=\"running\"}"]));
        Assert.Equal((1, 0), (metrics["kongakka_job_state{job=\"finished\",state=\"FINISHED\"}"], metrics["kongakka_job_state{job=\"finished\",state=\"RUNNING\"}"]));
        Assert.Equal((0, 1), (metrics["kongakka_job_decisions{job=\"running\"}"], metrics["kongakka_job_decisions{job=\"in-doubt\"}"]));
        Assert.True(metrics["dotnet_process_memory_working_set_bytes"] > 0);
    }

    [Fact]
    public async Task Loads_are_measured_in_ranges()
    {
        await using var host = await AdminHost.StartAsync();
        var now = DateTimeOffset.UtcNow;
        host.Meter.Loads.Loaded("a\"b\\c", Receipt, new LoadOrigin(now.AddSeconds(-3), now.AddSeconds(-20), TimeSpan.FromSeconds(4)), now);
        host.Meter.Loads.Loaded("a\"b\\c", Receipt with { Elapsed = TimeSpan.FromSeconds(7) }, default, now);
        host.Meter.Loads.Journaled("a\"b\\c", TimeSpan.FromMilliseconds(3));
        var metrics = await ReadAsync(host);
        const string Job = """job="a\"b\\c" """;
        string Of(string name, string? le = null) => $"{name}{{{Job.TrimEnd()}{(le is null ? "" : $",le=\"{le}\"")}}}";
        Assert.Equal((0, 1, 2), (metrics[Of("kongakka_load_duration_seconds_bucket", "0.1")], metrics[Of("kongakka_load_duration_seconds_bucket", "0.25")], metrics[Of("kongakka_load_duration_seconds_bucket", "10")]));
        Assert.Equal(7.2, metrics[Of("kongakka_load_duration_seconds_sum")], 6);
        Assert.Equal((1, 3), (metrics[Of("kongakka_kafka_delay_seconds_count")], metrics[Of("kongakka_kafka_delay_seconds_sum")]));
        Assert.Equal((1, 20), (metrics[Of("kongakka_event_delay_seconds_count")], metrics[Of("kongakka_event_delay_seconds_sum")]));
        Assert.Equal(2, metrics[Of("kongakka_load_size_bytes_count")]);
        Assert.Equal(1, metrics[Of("kongakka_journal_write_duration_seconds_bucket", "0.01")]);
    }

    [Fact]
    public async Task A_hundred_jobs_are_shown_whole()
    {
        await using var host = await AdminHost.StartAsync();
        host.Jobs.Jobs = [.. Enumerable.Range(0, 100).Select(i => FakeJobs.Job($"job-{i}", $"{i:x32}", JobState.Running))];
        var metrics = await ReadAsync(host);
        Assert.Equal(100, metrics.Samples.Keys.Count(key => key.StartsWith("kongakka_records_total{", StringComparison.Ordinal)));
        Assert.True(metrics.Samples.Count > 3000, $"{metrics.Samples.Count}");
    }

    [Fact]
    public async Task The_README_lists_exactly_what_is_served_with_its_kind_and_labels()
    {
        await using var host = await AdminHost.StartAsync();
        var counters = host.Jobs.Jobs[0].Counters;
        counters.Reject("x", 1);
        counters.Missing("x", 1);
        counters.Misfit("x", 1);
        host.Jobs.Jobs = [host.Jobs.Jobs[0] with { Path = new PathStatus { Ends = host.Jobs.Jobs[0].Positions, LabelMargin = default(LabelMargin), Remaining = new Dictionary<int, UnreadRecord> { [0] = new(TimeSpan.Zero, TimeSpan.Zero) } } }];
        host.Meter.Loads.Loaded("running", Receipt, new LoadOrigin(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, TimeSpan.Zero), DateTimeOffset.UtcNow);
        host.Meter.Loads.Journaled("running", TimeSpan.Zero);
        var metrics = await ReadAsync(host);
        var served = metrics.Families.Where(f => f.Key.StartsWith("kongakka_", StringComparison.Ordinal)).Select(f => $"`{f.Key}` | {f.Value.Type} | {LabelsOf(metrics, f.Key)}");
        var listed = Repository.Read("src/KongAkka.Service/README.md").Split('\n').Where(line => line.StartsWith("| `kongakka_", StringComparison.Ordinal)).Select(line => string.Join(" | ", line.Split('|').Skip(1).Take(3).Select(cell => cell.Trim())));
        Assert.Equal(served.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string LabelsOf(Exposition metrics, string family)
    {
        var sample = metrics.Samples.Keys.First(key => key.StartsWith($"{family}{{", StringComparison.Ordinal) || key.StartsWith($"{family}_count{{", StringComparison.Ordinal));
        return string.Join(", ", sample[(sample.IndexOf('{', StringComparison.Ordinal) + 1)..^1].Split(',').Select(label => label.Split('=')[0]));
    }

    private static async Task<Exposition> ReadAsync(AdminHost host) => Exposition.Parse(await host.Http.GetStringAsync("/metrics"));
}
