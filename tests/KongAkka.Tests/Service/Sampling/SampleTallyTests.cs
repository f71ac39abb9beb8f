using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;
using KongAkka.Service.Commands.Sampling;

namespace KongAkka.Tests.Service.Sampling;

public sealed class SampleTallyTests
{
    [Fact]
    public void Every_record_is_kept_dropped_or_rejected_by_reason()
    {
        byte[]?[] records = [AccessLines.Article(1), AccessLines.Article(2), AccessLines.Of("started"), AccessLines.Of("x", "stderr"), null, "[]"u8.ToArray(), TooLong()];
        var sample = Take(records);
        Assert.Equal((7, 2, 3), (sample.Records, sample.Kept, sample.Rows));
        Assert.Equal(7, sample.Kept + sample.Dropped.Sum(d => d.Value) + sample.Rejected.Sum(r => r.Value));
        Assert.Equal(KeyValuePair.Create("unfit-request_url", 1L), Assert.Single(sample.Rejected));
        Assert.Equal(1, sample.Dropped.Single(d => d.Key == "tombstone").Value);
    }

    [Fact]
    public void A_value_that_does_not_fit_shows_in_its_column()
    {
        var column = Assert.Single(Take(AccessLines.Article(1), TooLong()).Columns, c => c.Name == "request_url");
        Assert.Equal(1201, column.LongestBytes);
    }

    [Fact]
    public void What_is_cut_to_fit_is_kept() => Assert.Equal(1, Take(OnUnfit.Truncate, TooLong()).Kept);

    [Fact]
    public void Columns_have_fill_range_and_the_newest_example()
    {
        var columns = Take(AccessLines.Article(1), AccessLines.Article(30)).Columns.ToDictionary(c => c.Name);
        Assert.Equal(new ColumnSample("response_time", 2, "0.011", "0.04", null, "0.04"), columns["response_time"]);
        Assert.Equal(new ColumnSample("log_time", 2, "2026-11-26 10:00:00", "2026-11-26 10:00:00", null, "2026-11-26 10:00:00"), columns["log_time"]);
        Assert.Equal(new ColumnSample("request_url", 2, null, null, 10, "/orders/30"), columns["request_url"]);
        Assert.Equal(new ColumnSample("status_code", 2, "200", "200", null, "200"), columns["status_code"]);
    }

    [Fact]
    public void More_records_than_a_batch_are_counted_once()
    {
        var sample = Take([.. Enumerable.Range(0, 10_000).Select(i => AccessLines.Article(i % 900))]);
        Assert.Equal((10_000, 10_000, 10_000), (sample.Records, sample.Kept, sample.Rows));
    }

    [Fact]
    public void An_empty_topic_has_nothing_suspicious()
    {
        var sample = Take();
        Assert.Equal((0, 0), (sample.Records, sample.Suspicions.Count));
    }

    [Fact]
    public void Records_of_which_none_is_kept_are_suspicious() =>
        Assert.Contains("keeps none", Assert.Single(Take(AccessLines.Of("a"), AccessLines.Of("b")).Suspicions).What, StringComparison.Ordinal);

    private static byte[] TooLong() => AccessLines.Of($"10.0.0.1 - - [26/Nov/2026:01:00:00 +0000] \"GET /{new string('x', 1200)} HTTP/1.1\" 200 0.010 \"shop-api.example.com\" \"-\"");

    private static RuleSample Take(params byte[]?[] records) => Take(OnUnfit.Reject, records);

    private static RuleSample Take(OnUnfit onUnfit, params byte[]?[] records)
    {
        var tally = new SampleTally(Rules.Create("access-log"), onUnfit);
        foreach (var record in records) tally.Add(record);
        return tally.Result();
    }
}
