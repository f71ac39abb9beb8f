using System.Text;
using KongAkka.Sandbox.StarRocks.Loading;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class DateTimeTextTests
{
    [Fact]
    public void Every_day_of_NETs_calendar_is_read_as_NET_reads_it()
    {
        for (var day = DateTime.MinValue; day.Year < 9999; day = day.AddDays(13).AddSeconds(4321))
        {
            var text = Encoding.UTF8.GetBytes(day.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(DateTimeText.TryParse(text, out var micros));
            Assert.Equal((day - DateTime.UnixEpoch).Ticks / 10, micros);
        }
    }

    [Theory]
    [InlineData("0000-01-01 00:00:00", -62167219200000000)]
    [InlineData("0000-02-29", -62162121600000000)]
    [InlineData(" 1970-01-01 00:00:00.000001 ", 1)]
    [InlineData("1970-01-01 00:00:00.1234569", 123456)]
    [InlineData("19700102", 86400000000)]
    public void The_edges_are_read(string text, long expected)
    {
        Assert.True(DateTimeText.TryParse(Encoding.UTF8.GetBytes(text), out var micros));
        Assert.Equal(expected, micros);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("2026")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-01")]
    [InlineData("2026-02-29")]
    [InlineData("2026-01-01 23:60:00")]
    [InlineData("2026-01-01 23:00")]
    [InlineData("2026-01-01 23:00:00.")]
    [InlineData("2026-01-01 23:00:00Z")]
    [InlineData("2026-01-01  23:00:00")]
    [InlineData("12026-01-01")]
    [InlineData("20261301")]
    public void What_is_no_date_is_refused(string text) => Assert.False(DateTimeText.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
