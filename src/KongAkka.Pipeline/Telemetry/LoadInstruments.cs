using System.Diagnostics.Metrics;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Telemetry;

/// <summary>What is measured of each load, for all jobs of a process. A measurement costs nothing while nobody listens.</summary>
public sealed class LoadInstruments
{
    private static readonly double[] Seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];
    private static readonly double[] Sizes = [1 << 10, 1 << 14, 1 << 17, 1 << 20, 1 << 22, 1 << 24, 1 << 26, 1 << 28];
    private static readonly double[] Counts = [1, 10, 100, 1_000, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

    private readonly Histogram<double> _duration, _size, _rows, _age, _kafkaDelay, _eventDelay, _journal;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">What they belong to.</param>
    public LoadInstruments(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _duration = Make(meter, "kongakka.load.duration", "s", "Time from the first attempt of a load to the proof that its rows are in the table.", Seconds);
        _size = Make(meter, "kongakka.load.size", "By", "Bytes of the body of a load that is in the table.", Sizes);
        _rows = Make(meter, "kongakka.load.rows", "{row}", "Rows of a load that is in the table.", Counts);
        _age = Make(meter, "kongakka.batch.age", "s", "Age of a load's oldest record in the process when the load was cut.", Seconds);
        _kafkaDelay = Make(meter, "kongakka.kafka.delay", "s", "Time from the Kafka timestamp of a load's oldest record until its rows are visible.", Seconds);
        _eventDelay = Make(meter, "kongakka.event.delay", "s", "Time from the earliest event among the first rows of each of a load's batches until its rows are visible.", Seconds);
        _journal = Make(meter, "kongakka.journal.write.duration", "s", "Time that a write to a subtask's journal takes.", Seconds);
    }

    /// <summary>Notes a load that is in the table.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="receipt">The load.</param>
    /// <param name="origin">When its records came about.</param>
    /// <param name="now">The present time.</param>
    public void Loaded(string job, LoadReceipt receipt, LoadOrigin origin, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var tag = Tag(job);
        _duration.Record(receipt.Elapsed.TotalSeconds, tag);
        _size.Record(receipt.Bytes, tag);
        _rows.Record(receipt.Rows, tag);
        _age.Record(origin.Age.TotalSeconds, tag);
        if (origin.Oldest is { } oldest) _kafkaDelay.Record(Math.Max(0, (now - oldest).TotalSeconds), tag);
        if (origin.EarliestEvent is { } earliest) _eventDelay.Record(Math.Max(0, (now - earliest).TotalSeconds), tag);
    }

    /// <summary>Notes a write to a subtask's journal.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="time">How long it took.</param>
    public void Journaled(string job, TimeSpan time) => _journal.Record(time.TotalSeconds, Tag(job));

    private static KeyValuePair<string, object?> Tag(string job) => new("job", job);

    private static Histogram<double> Make(Meter meter, string name, string unit, string meaning, IReadOnlyList<double> bounds) =>
        meter.CreateHistogram(name, unit, meaning, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
