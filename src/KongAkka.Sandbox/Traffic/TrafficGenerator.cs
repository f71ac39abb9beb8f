namespace KongAkka.Sandbox.Traffic;

/// <summary>
/// Makes log records as a Kong node's collector writes them, together with what must become of each: the record is composed of parts, so the expected columns are known
/// without asking the rule. About half are noise and about one in a hundred is odd. Not thread-safe.
/// </summary>
internal sealed class TrafficGenerator
{
    private const double AccessShare = 0.51;
    private const double OddShare = 0.02;

    private static readonly Oddity[] Oddities = [.. OddLines.All, .. OddEnvelopes.All, .. UnwantedRecords.All];
    private static readonly int[] CumulativeWeights = Accumulate(Oddities);

    private readonly TrafficPlan _plan;
    private readonly Random _random;
    private readonly LogClock _clock;
    private readonly RecordDraft _draft;
    private long _made;
    private long _kept;

    /// <summary>Makes a generator at the beginning of its plan.</summary>
    /// <param name="plan">All that decides the records.</param>
    public TrafficGenerator(TrafficPlan plan)
    {
        _plan = plan;
        _random = new Random(plan.Seed);
        _clock = new LogClock(plan, _random);
        _draft = new RecordDraft(new AccessLine(), new JsonEnvelope(), new TrafficRecord(), _random);
    }

    /// <summary>Makes the next record.</summary>
    /// <returns>The record, good until the next call.</returns>
    public TrafficRecord Next()
    {
        _clock.Advance();
        var (envelope, record) = (_draft.Envelope, _draft.Record);
        envelope.Reset();
        _clock.WriteRuntime(envelope.Time);
        if (_random.NextDouble() < AccessShare)
        {
            MakeAccess(_random.NextDouble() < OddShare ? DrawOddity() : null);
        }
        else
        {
            NoiseLines.Draw(envelope, _clock, _random);
            envelope.Compose(record.Value);
            record.Fate = ExpectedFate.Filtered;
        }

        _made++;
        return record;
    }

    private void MakeAccess(Oddity? oddity)
    {
        var (line, envelope, record) = (_draft.Line, _draft.Envelope, _draft.Record);
        record.Fate = ExpectedFate.Kept;
        line.Draw(record.Row, _clock, _random);
        record.Row.Stream.Set(envelope.Stream);
        _clock.WriteSeoul(record.Row.LogTime.Clear());
        oddity?.Apply(_draft);
        line.Compose(envelope.Message, NextId(record), _random);
        record.Row.OriginalMessage.Set(envelope.Message);
        envelope.Compose(record.Value);
        oddity?.Damage?.Invoke(record.Value, _random);
    }

    private RowId NextId(TrafficRecord record)
    {
        if (record.Fate != ExpectedFate.Kept) return new RowId(_plan.Run, RowId.NotKept | (ulong)_made);
        record.Sequence = _kept++;
        return new RowId(_plan.Run, (ulong)record.Sequence);
    }

    private Oddity DrawOddity()
    {
        var at = Array.BinarySearch(CumulativeWeights, _random.Next(CumulativeWeights[^1]) + 1);
        return Oddities[at >= 0 ? at : ~at];
    }

    private static int[] Accumulate(Oddity[] oddities)
    {
        var sum = 0;
        return [.. oddities.Select(oddity => sum += oddity.Weight)];
    }
}
