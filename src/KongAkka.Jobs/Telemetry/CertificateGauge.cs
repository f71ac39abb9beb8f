using System.Diagnostics;
using System.Diagnostics.Metrics;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Telemetry;

/// <summary>The days until certificates end that jobs use towards Kafka. The files are read at most once a minute. Thread-safe.</summary>
/// <param name="specs">The jobs.</param>
internal sealed class CertificateGauge(IReadOnlyList<JobSpec> specs)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private IReadOnlyList<(string Job, string Use, DateTime End)> _ends = [];
    private long _read;

    /// <summary>Adds the instrument.</summary>
    public void AddTo(Meter meter) => meter.CreateObservableGauge("kongakka.certificate.expiry", Measure, "d", "Days until the certificate of the brokers' authority (ca) or of the client ends.");

    private IEnumerable<Measurement<double>> Measure() => Read().Select(found => new Measurement<double>(
        (found.End - DateTime.UtcNow).TotalDays, new KeyValuePair<string, object?>("job", found.Job), new KeyValuePair<string, object?>("certificate", found.Use)));

    private IReadOnlyList<(string Job, string Use, DateTime End)> Read()
    {
        lock (_lock)
        {
            if (_read != 0 && Stopwatch.GetElapsedTime(_read) < ReadEvery) return _ends;
            _ends = [.. specs.SelectMany(spec => CertificateExpiry.Read(spec.Source.Properties).Select(end => (spec.Name, end.Key, end.Value)))];
            _read = Stopwatch.GetTimestamp();
            return _ends;
        }
    }
}
