using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline;

namespace KongAkka.Tests.Jobs.Supervision;

public sealed class RestartPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Delays_grow_by_half_up_to_a_minute()
    {
        var policy = new RestartPolicy(Backoff.Default with { Jitter = 0 });
        var delays = Enumerable.Range(0, 14).Select(i => policy.NextDelay(Start.AddMinutes(i), 0.5).TotalSeconds).ToArray();
        Assert.Equal([1, 1.5, 2.25, 3.375], delays[..4]);
        Assert.Equal(60, delays[^1]);
    }

    [Fact]
    public void A_stable_hour_begins_the_count_anew()
    {
        var policy = new RestartPolicy(Backoff.Default with { Jitter = 0 });
        policy.NextDelay(Start, 0.5);
        Assert.Equal(1.5, policy.NextDelay(Start.AddMinutes(59), 0.5).TotalSeconds);
        Assert.Equal(1, policy.NextDelay(Start.AddMinutes(59 + 60), 0.5).TotalSeconds);
    }
}
