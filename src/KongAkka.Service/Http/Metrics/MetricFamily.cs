using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace KongAkka.Service.Http.Metrics;

/// <summary>All values of one instrument.</summary>
internal sealed class MetricFamily
{
    // OpenTelemetry's bounds where an instrument names none.
    private static readonly double[] DefaultBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

    private readonly bool _isObserved;
    private readonly IReadOnlyList<double> _bounds;
    private readonly List<KeyValuePair<string, double>> _observed = [];
    private readonly ConcurrentDictionary<string, double> _told = new();
    private readonly ConcurrentDictionary<string, HistogramSeries> _histograms = new();

    /// <summary>Makes the family of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public MetricFamily(Instrument instrument)
    {
        Name = MetricName.Of(instrument);
        _isObserved = instrument.IsObservable;
        _bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? DefaultBounds;
    }

    /// <summary>Its name.</summary>
    public MetricName Name { get; }

    /// <summary>The values of a counter or gauge.</summary>
    public IEnumerable<KeyValuePair<string, double>> Values => _isObserved ? _observed : _told.OrderBy(t => t.Key, StringComparer.Ordinal);

    /// <summary>The values of a histogram.</summary>
    public IEnumerable<KeyValuePair<string, HistogramSeries>> Histograms => _histograms.OrderBy(h => h.Key, StringComparer.Ordinal);

    /// <summary>Forgets what was observed: the next look gives all of it anew.</summary>
    public void Forget() => _observed.Clear();

    /// <summary>Takes a measurement in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tags">Its labels.</param>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels.Of(tags);
        if (Name.Kind == MetricKind.Histogram) _histograms.GetOrAdd(labels, static (_, bounds) => new HistogramSeries(bounds), _bounds).Add(value);
        else if (_isObserved) _observed.Add(KeyValuePair.Create(labels, value));
        else _told.AddOrUpdate(labels, value, (_, sum) => sum + value);
    }
}
