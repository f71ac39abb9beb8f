using System.Text;
using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing.AccessLog;

/// <summary>What the early filter decides on raw bytes, and what it must leave.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stderr","message":"10.0.0.1 HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time": "2025-11-20T01:23:45Z", "stream": "stdoutx", "message": "10.0.0.1 HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"std","message":"10.0.0.1 HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":"127.0.0.1 - - HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":"2025/11/21 [notice] and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":"10.0.0 HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stderr","stream":"stdout","message":"10.0.0.1 HTTP/1.1 and what else a line holds"}""")]
    public void It_drops_what_cannot_be_kept(string record) => Assert.Equal(FateKind.Filtered, Filter(Encoding.UTF8.GetBytes(record)));

    [Theory]
    [InlineData("""{"stream":"stderr","stream":"stdout","message":"10.0.0.1 HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"std\u006fut","message":"10.0.0.1 HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":"\u0031.1.1.1 HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":"127.0.0.1, HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":"127.0.0.1\t HTTP/1.1 and what else a line holds"}""")]
    [InlineData("""{"time":"2025-11-20T01:23:45Z","stream":"stdout","message":"10.0.0.1HTTP/1.1 and what else a line holds"}""")]
    [InlineData("{}")]
    [InlineData("not JSON")]
    [InlineData("")]
    public void It_leaves_what_it_cannot_be_sure_of(string record) => Assert.Equal(FateKind.Pending, Filter(Encoding.UTF8.GetBytes(record)));

    [Fact]
    public void It_leaves_a_stream_in_overlong_UTF8()
    {
        byte[] record = [.. """{"time":"2025-11-20T01:23:45Z","stream":"std"""u8, 0xC1, 0xAF, .. """ut","message":"10.0.0.1 HTTP/1.1"}"""u8];

        Assert.Equal(FateKind.Pending, Filter(record));
        Assert.Equal(FateKind.Kept, RuleRunner.Run(Rules.Create("access-log"), record).Kind);
    }

    [Fact]
    public void It_decides_the_same_of_a_cut_record_whatever_lies_behind_it()
    {
        var record = RecordText.Of("2025-11-20T01:23:45Z", "stdout", "10.0.0.1 - - \"GET / HTTP/1.1\" 200 0.5 \"a-b\"");
        for (var length = 0; length < record.Length; length++)
        {
            var alone = Filter(record[..length]);
            Assert.Equal(alone, Filter(record[..length], record[length..]));
            Assert.Equal(alone, Filter(record[..length], record));
        }
    }

    private static FateKind Filter(params byte[][] values)
    {
        var records = new RecordValues();
        foreach (var value in values) records.Add(value);
        Rules.Create("access-log").Filter(records);
        return records.Fates[0].Kind;
    }
}
