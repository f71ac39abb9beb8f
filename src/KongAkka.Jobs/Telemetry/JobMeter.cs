using System.Diagnostics.Metrics;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Jobs.Telemetry;

/// <summary>
/// The meters of a process's jobs, in OpenTelemetry's API. What the path counts anyway is read when somebody looks; only loads and writes to the journal are measured as they happen.
/// </summary>
public sealed class JobMeter : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "KongAkka.Jobs";

    private readonly JobGlance _glance = new();

    /// <summary>Makes the instruments.</summary>
    /// <param name="specs">The jobs that will run.</param>
    public JobMeter(IReadOnlyList<JobSpec> specs)
    {
        Meter = new Meter(Name);
        Loads = new LoadInstruments(Meter);
        JobCounters.AddTo(Meter, _glance);
        JobGauges.AddTo(Meter, _glance);
        new CertificateGauge(specs).AddTo(Meter);
    }

    /// <summary>What the instruments belong to.</summary>
    public Meter Meter { get; }

    /// <summary>What is measured of each load.</summary>
    public LoadInstruments Loads { get; }

    /// <summary>Shows jobs from now on.</summary>
    /// <param name="jobs">The jobs.</param>
    public void Show(IJobs jobs) => _glance.Jobs = jobs;

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();
}
