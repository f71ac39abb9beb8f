namespace KongAkka.Service.Http.Metrics;

/// <summary>Prometheus' kinds of metrics, as far as OpenTelemetry's instruments come to them.</summary>
internal enum MetricKind
{
    /// <summary>It only grows.</summary>
    Counter,

    /// <summary>It goes up and down.</summary>
    Gauge,

    /// <summary>How often values lay in which range.</summary>
    Histogram,
}
