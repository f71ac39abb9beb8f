using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;
using KongAkka.Service.Commands.Sampling;

namespace KongAkka.Tests.Service.Sampling;

public sealed class SuspicionTests
{
    [Fact]
    public void The_article_s_format_is_not_suspicious() => Assert.Empty(Suspect(Enumerable.Range(0, 50).Select(AccessLines.Article)));

    [Fact]
    public void Bytes_and_referers_of_the_format_combined_are_found()
    {
        var found = Suspect(Enumerable.Range(0, 50).Select(i => AccessLines.Combined(i, i % 2 == 0 ? "-" : "https://www.example.com/cart")));
        Assert.Equal(["host_domain", "response_time"], found.Select(s => s.Column).Order(StringComparer.Ordinal));
        Assert.All(found, s => Assert.StartsWith("Kong's log format differs from the article's", s.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void A_referer_that_no_client_sends_is_found_by_its_emptiness()
    {
        var found = Suspect(Enumerable.Range(0, 50).Select(i => AccessLines.Combined(i, "-")));
        Assert.Contains(found, s => s.Column == "host_domain" && s.What.Contains("empty or -", StringComparison.Ordinal));
        Assert.Contains(found, s => s.Column == "project_name");
    }

    [Theory]
    [InlineData("response_time", "0", "3", "12")]
    [InlineData("response_time", "0.5", "61", "5000")]
    [InlineData("client_ip", "10.0.0.1", "::1", "2001:db8::7")]
    [InlineData("host_domain", "shop-api.example.com", "10.0.0.1:8000", "localhost")]
    [InlineData("request_url", "/", "/a?b", "/http://x")]
    [InlineData("status_code", "100", "204", "599")]
    [InlineData("project_name", "shop", "platform", "order")]
    public void Ordinary_values_are_not_suspicious(string column, params string[] values) => Assert.Empty(Suspect(column, values));

    [Theory]
    [InlineData("response_time", "120", "0", "48213")]
    [InlineData("client_ip", "unknown", "10.0.0.1", "10.0.0.2")]
    [InlineData("client_ip", "12", "13", "14")]
    [InlineData("host_domain", "https://example.com/", "a", "b")]
    [InlineData("request_url", "http://example.com/a", "/b", "/c")]
    [InlineData("status_code", "200", "200", "700")]
    [InlineData("project_name", "", "", "")]
    public void What_looks_like_another_column_is_named_with_a_remedy(string column, params string[] values)
    {
        var found = Assert.Single(Suspect(column, values));
        Assert.Equal(column, found.Column);
        Assert.Contains(column, found.What, StringComparison.Ordinal);
        Assert.NotEmpty(found.Remedy);
    }

    [Fact]
    public void One_odd_value_among_many_is_not_suspicious() => Assert.Empty(Suspect("client_ip", [.. Enumerable.Repeat("10.0.0.1", 50), "unknown"]));

    [Fact]
    public void A_column_that_is_nearly_always_NULL_is_named()
    {
        var found = Assert.Single(new SuspicionTally().Find([new ColumnSample("host_domain", 1, null, null, 1, "a")], rows: 20));
        Assert.Equal("host_domain is NULL in 19 of 20 rows: its pattern finds nothing in these lines.", found.What);
    }

    private static IReadOnlyList<Suspicion> Suspect(IEnumerable<byte[]> records)
    {
        var tally = new SampleTally(Rules.Create("access-log"), OnUnfit.Reject);
        foreach (var record in records) tally.Add(record);
        return tally.Result().Suspicions;
    }

    private static Suspicion[] Suspect(string name, string[] values)
    {
        var column = Rules.Create("access-log").Schema.Columns.Single(c => c.Name == name);
        var tally = new SuspicionTally();
        foreach (var value in values) tally.Add(column, value);
        var most = column.Type == ColumnType.Double ? values.MaxBy(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)) : null;
        return [.. tally.Find([new ColumnSample(name, values.Length, null, most, null, values[^1])], values.Length)];
    }
}
