namespace KongAkka.Service.Http.Metrics;

/// <summary>The values of one histogram under one set of labels. Thread-safe.</summary>
/// <param name="bounds">The upper bounds of its ranges, growing.</param>
internal sealed class HistogramSeries(IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    /// <summary>Notes a value.</summary>
    /// <param name="value">The value.</param>
    public void Add(double value)
    {
        var range = 0;
        while (range < bounds.Count && value > bounds[range]) range++;
        lock (_lock)
        {
            _counts[range]++;
            _sum += value;
        }
    }

    /// <summary>The values so far: for each bound, and for infinity, how many lie up to it; and their sum.</summary>
    public (IReadOnlyList<(double Bound, long Count)> Ranges, double Sum) Read()
    {
        lock (_lock)
        {
            var ranges = new (double, long)[_counts.Length];
            var below = 0L;
            for (var range = 0; range < ranges.Length; range++)
                ranges[range] = (range < bounds.Count ? bounds[range] : double.PositiveInfinity, below += _counts[range]);
            return (ranges, _sum);
        }
    }
}
