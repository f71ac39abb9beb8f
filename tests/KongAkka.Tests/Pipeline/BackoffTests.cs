using CsCheck;
using KongAkka.Pipeline;

namespace KongAkka.Tests.Pipeline;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.5)]
    [InlineData(3, 2.25)]
    [InlineData(11, 57.665)]
    [InlineData(12, 60.0)]
    [InlineData(int.MaxValue, 60.0)]
    public void Each_delay_exceeds_the_one_before_up_to_the_longest(int failures, double seconds) =>
        Assert.Equal(seconds, Backoff.Default.Delay(failures, 0.5).TotalSeconds, 3);

    [Fact]
    public void A_delay_stays_within_its_jitter_and_its_bounds() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Double[0, 0.999999]).Sample((failures, random) =>
        {
            var exact = Math.Min(Math.Pow(1.5, Math.Min(failures - 1, 1000)), 60);
            Assert.InRange(Backoff.Default.Delay(failures, random).TotalSeconds, Math.Max(1, exact * 0.9) - 1e-3, Math.Min(60, exact * 1.1) + 1e-3);
        });
}
