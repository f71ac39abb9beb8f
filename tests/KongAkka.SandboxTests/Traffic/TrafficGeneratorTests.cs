using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Traffic;

public sealed class TrafficGeneratorTests
{
    private const int Many = 200_000;
    private static readonly TrafficPlan Plan = new(7, 0xABCD, new DateTimeOffset(2025, 11, 21, 4, 41, 39, TimeSpan.Zero), 2000);

    [Fact]
    public void Equal_plans_give_equal_records()
    {
        var (one, other) = (new TrafficGenerator(Plan), new TrafficGenerator(Plan));
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (one.Next(), other.Next());
            Assert.True(a.Value.Bytes.SequenceEqual(b.Value.Bytes));
            Assert.Equal((a.Fate, a.Reason, a.Value.IsNull), (b.Fate, b.Reason, b.Value.IsNull));
            if (a.Fate == ExpectedFate.Kept) Assert.Equal(a.Row.Fingerprint(), b.Row.Fingerprint());
        }
    }

    [Fact]
    public void Another_seed_gives_other_records()
    {
        var (one, other) = (new TrafficGenerator(Plan), new TrafficGenerator(Plan with { Seed = 8 }));
        Assert.False(Enumerable.Range(0, 10).All(_ => one.Next().Value.Bytes.SequenceEqual(other.Next().Value.Bytes)));
    }

    [Fact]
    public void Kept_records_are_numbered_without_gaps_and_carry_their_number()
    {
        var generator = new TrafficGenerator(Plan);
        long next = 0;
        for (var i = 0; i < Many; i++)
        {
            var record = generator.Next();
            if (record.Fate != ExpectedFate.Kept) continue;
            Assert.Equal(next, record.Sequence);
            Assert.True(RowId.TryFind(record.Row.OriginalMessage.Bytes, out var id));
            Assert.Equal(new RowId(Plan.Run, (ulong)next), id);
            next++;
        }
    }

    [Fact]
    public void About_half_of_the_records_are_noise_and_every_fate_and_reason_occurs()
    {
        var generator = new TrafficGenerator(Plan);
        var fates = new Dictionary<ExpectedFate, int>();
        var reasons = new HashSet<string>();
        for (var i = 0; i < Many; i++)
        {
            var record = generator.Next();
            fates[record.Fate] = fates.GetValueOrDefault(record.Fate) + 1;
            if (record.Fate == ExpectedFate.Rejected) reasons.Add(record.Reason);
        }

        Assert.InRange((double)fates[ExpectedFate.Kept] / Many, 0.49, 0.52);
        Assert.Equal(Enum.GetValues<ExpectedFate>().Order(), fates.Keys.Order());
        Assert.Equal(
            [
                "response-time", "unfit-client_ip", "unfit-host_domain", "unfit-log_time", "unfit-original_message", "unfit-project_name",
                "unfit-request_url", "unfit-response_time",
            ],
            reasons.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_expected_row_is_what_a_person_reads_in_the_line()
    {
        var generator = new TrafficGenerator(Plan);
        var record = generator.Next();
        while (record.Fate != ExpectedFate.Kept) record = generator.Next();
        var row = record.Row;
        var message = row.OriginalMessage.ToString();
        Assert.StartsWith($"{row.ClientIp} - ", message, StringComparison.Ordinal);
        Assert.Contains($"{row.RequestUrl}", message, StringComparison.Ordinal);
        Assert.Contains($"\" {row.StatusCode} {row.ResponseTime:0.000} \"{row.HostDomain}\" ", message, StringComparison.Ordinal);
        Assert.Equal("2025-11-21 13:41:39", row.LogTime.ToString());
    }
}
