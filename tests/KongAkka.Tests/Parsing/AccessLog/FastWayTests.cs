using System.Text;
using KongAkka.Parsing;
using KongAkka.Parsing.AccessLog;

namespace KongAkka.Tests.Parsing.AccessLog;

/// <summary>What the fast way takes, and that it takes it at all: otherwise its equality with the general way would be of no worth.</summary>
public sealed class FastWayTests
{
    private const string Message = "10.1.2.3 - - [20/Nov/2025:01:23:45 +0000] \"GET /a?b=1 HTTP/1.1\" 200 0.5 \"x-y.example.com\" \"ua\"";

    [Theory]
    [InlineData("""{"time":"2025-11-20T01:23:45.123456789Z","stream":"stdout","message":%}""")]
    [InlineData("""{"time": "2025-11-20T01:23:45Z", "stream": "stdout", "message": %}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":%,"logtag":"F","kubernetes":{"labels":{"app":"kong"}}}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45+09:00","stream":"stdout","message":%}{"another":1}""")]
    public void A_record_of_the_ordinary_shape_is_taken(string shape) => Assert.True(IsTaken(shape.Replace("%", RecordText.Quote(Message), StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"stream":"stdout","time":"2025-11-20T01:23:45Z","message":%}""")]
    [InlineData("""{"time":"20251120T012345Z","stream":"stdout","message":%}""")]
    [InlineData("""{"time":"1987-07-01T00:00:00Z","stream":"stdout","message":%}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":%,"x":nope}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":%""")]
    public void A_record_of_another_shape_is_left(string shape) => Assert.False(IsTaken(shape.Replace("%", RecordText.Quote(Message), StringComparison.Ordinal)));

    [Fact]
    public void A_message_in_Korean_is_taken() =>
        Assert.True(IsTaken(Encoding.UTF8.GetString(RecordText.Of("2025-11-20T01:23:45Z", "stdout", "10.1.2.3 \"GET /한글?q=글 HTTP/1.1\" 200 0.5 \"한-글\""))));

    [Theory]
    [InlineData("10.1.2.3 \"GET /\u2028 HTTP/1.1\" 200 0.5 \"a-b\"")]
    [InlineData("10.1.2.3 \"GET / HTTP/1.1\" 200 1.2.3 \"a-b\"")]
    [InlineData("10.1.2.3 \"GET /\t HTTP/1.1\" 200 0.5 \"a-b\"")]
    [InlineData("10.1.2.3 \"GET /\\ HTTP/1.1\" 200 0.5 \"a-b\"")]
    [InlineData("10.1.2.3, 10.0.0.1 \"GET / HTTP/1.1\" 200 0.5 \"a-b\"")]
    public void A_message_that_is_not_plain_is_left(string message) =>
        Assert.False(IsTaken(Encoding.UTF8.GetString(RecordText.Of("2025-11-20T01:23:45Z", "stdout", message))));

    [Fact]
    public void A_message_of_any_length_up_to_some_blocks_is_cut_where_it_ends()
    {
        for (var length = 0; length < 300; length++)
        {
            var message = Message + new string('x', length);
            Assert.Equal(message, Run(message)[8]);
            Assert.Equal(message + '"', Run(message + '"')[8]);
        }
    }

    [Fact]
    public void A_message_with_more_quotes_than_are_noted_is_parsed_all_the_same()
    {
        var message = Message + new string('"', 5000);

        Assert.Equal(message, Run(message)[8]);
    }

    [Fact]
    public void Equal_seconds_share_a_text_and_others_do_not()
    {
        string[] times = ["2025-11-20T01:23:45Z", "2025-11-20T01:23:45.9Z", "2025-11-20T01:23:46Z", "2025-11-20T01:24:46Z", "2025-11-20T01:23:45Z"];
        var records = new RecordValues();
        foreach (var time in times) records.Add(RecordText.Of(time, "stdout", Message));
        var rule = Rules.Create("access-log");
        var rows = new RowBatch(rule.Schema);
        rule.Filter(records);
        rule.Parse(records, rows);

        var starts = Enumerable.Range(0, rows.Count).Select(row => rows.Row(row)[0].Start).ToArray();

        Assert.Equal(starts[0], starts[1]);
        Assert.Equal(4, starts.Distinct().Count());
        Assert.Equal("2025-11-20 10:24:46", JsonText.ToString(rows.TextOf(rows.Row(3)[0])));
        Assert.Equal("2025-11-20 10:23:45", JsonText.ToString(rows.TextOf(rows.Row(4)[0])));
    }

    [Fact]
    public void A_batch_after_another_has_its_own_texts()
    {
        var rule = Rules.Create("access-log");
        var rows = new RowBatch(rule.Schema);
        for (var batch = 0; batch < 3; batch++)
        {
            var records = new RecordValues();
            records.Add(RecordText.Of("2025-11-20T01:23:45Z", "stdout", Message));
            rows.Clear();
            rule.Filter(records);
            rule.Parse(records, rows);

            Assert.Equal("2025-11-20 10:23:45", JsonText.ToString(rows.TextOf(rows.Row(0)[0])));
            Assert.Equal("stdout", JsonText.ToString(rows.TextOf(rows.Row(0)[1])));
        }
    }

    [Fact]
    public void The_ordinary_way_allocates_nothing()
    {
        var rule = Rules.Create("access-log");
        var records = new RecordValues();
        var rows = new RowBatch(rule.Schema);
        for (var i = 0; i < 500; i++) records.Add(RecordText.Of($"2025-11-20T01:23:{i % 60:00}Z", i % 2 == 0 ? "stdout" : "stderr", Message));
        Parse();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Parse()
        {
            records.Fates.Clear();
            rows.Clear();
            rule.Filter(records);
            rule.Parse(records, rows);
        }
    }

    private static object?[] Run(string message) => RuleRunner.Run(Rules.Create("access-log"), RecordText.Of("2025-11-20T01:23:45Z", "stdout", message)).Row!;

    private static bool IsTaken(string record)
    {
        var records = new RecordValues();
        records.Add(Encoding.UTF8.GetBytes(record));
        Rules.Create("access-log").Filter(records);
        return records.Headers[0].IsFound && new FastWay(new SharedTexts()).TryParse(records, 0, new RowBatch(AccessLogSchema.Schema));
    }
}
