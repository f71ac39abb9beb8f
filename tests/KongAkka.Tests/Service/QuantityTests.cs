using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("5 s", 5_000)]
    [InlineData("500ms", 500)]
    [InlineData("1 min", 60_000)]
    [InlineData("2m", 120_000)]
    [InlineData("24 h", 86_400_000)]
    [InlineData("1 d", 86_400_000)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("3000000 ns", 3)]
    [InlineData("250", 250)]
    [InlineData(" 10 seconds ", 10_000)]
    [InlineData("0 s", 0)]
    public void A_duration_is_a_number_and_a_unit(string text, double milliseconds)
    {
        Assert.True(Quantity.TryReadDuration(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("64 MiB", 64L << 20)]
    [InlineData("64MB", 64_000_000)]
    [InlineData("64M", 64L << 20)]
    [InlineData("1 kB", 1_000)]
    [InlineData("1k", 1_024)]
    [InlineData("1.5 GiB", 3L << 29)]
    [InlineData("2 gb", 2_000_000_000)]
    [InlineData("17", 17)]
    [InlineData("17 B", 17)]
    public void A_size_is_a_number_and_a_unit(string text, long bytes)
    {
        Assert.True(Quantity.TryReadSize(text, out var size));
        Assert.Equal(bytes, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("five s")]
    [InlineData("-1 s")]
    [InlineData("1 fortnight")]
    [InlineData("1 2 s")]
    [InlineData("1..5 s")]
    [InlineData("99999999999999999999999999 d")]
    [InlineData("999999999999 d")]
    public void Anything_else_is_neither(string text)
    {
        Assert.False(Quantity.TryReadDuration(text, out _));
        Assert.False(Quantity.TryReadSize(text.Replace(" s", " B", StringComparison.Ordinal).Replace(" d", " YB", StringComparison.Ordinal), out _));
    }

    [Theory]
    [InlineData("topik", "topic")]
    [InlineData("tpoic", "topic")]
    [InlineData("maxage", "max-age")]
    [InlineData("parallelism-hint", null)]
    [InlineData("x", null)]
    public void The_nearest_name_takes_few_edits(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, ["topic", "max-age", "max-rows", "parallelism"]));
}
