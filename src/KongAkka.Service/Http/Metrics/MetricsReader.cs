using System.Diagnostics.Metrics;

namespace KongAkka.Service.Http.Metrics;

/// <summary>Listens to the instruments of the service and of the runtime (GC, threads, CPU, memory) and writes them out as Prometheus reads them.</summary>
internal sealed class MetricsReader : IDisposable
{
    private const string Runtime = "System.Runtime";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="meter">What the service's instruments belong to: other services of the process have their own.</param>
    public MetricsReader(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == meter || instrument.Meter.Name == Runtime) Enable(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Take(family, value, tags));
        _listener.Start();
    }

    /// <summary>Writes all values of this moment out.</summary>
    /// <param name="isOpenMetrics">Whether as OpenMetrics 1.0 instead of Prometheus' text 0.0.4.</param>
    public string Read(bool isOpenMetrics)
    {
        lock (_lock)
        {
            foreach (var family in _families.Values) family.Forget();
            _listener.RecordObservableInstruments();
            var writer = new ExpositionWriter(isOpenMetrics);
            foreach (var family in _families.Values) writer.Write(family);
            return writer.End();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Enable(Instrument instrument)
    {
        var family = new MetricFamily(instrument);
        lock (_lock) _families[family.Name.Family] = family;
        _listener.EnableMeasurementEvents(instrument, family);
    }

    private static void Take(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((MetricFamily)family!).Take(value, tags);
}
