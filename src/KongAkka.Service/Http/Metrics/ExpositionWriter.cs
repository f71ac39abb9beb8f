using System.Globalization;
using System.Text;

namespace KongAkka.Service.Http.Metrics;

/// <summary>Writes metrics in Prometheus' text format 0.0.4, or in OpenMetrics 1.0, which differs in the names of counters, in units and in its end.</summary>
/// <param name="isOpenMetrics">Whether in OpenMetrics.</param>
internal sealed class ExpositionWriter(bool isOpenMetrics)
{
    private readonly StringBuilder _text = new(64 * 1024);

    /// <summary>Writes a family; one without values is left out.</summary>
    /// <param name="family">The family.</param>
    public void Write(MetricFamily family)
    {
        if (family.Name.Kind == MetricKind.Histogram) WriteHistograms(family);
        else WriteValues(family);
    }

    /// <summary>All that was written.</summary>
    public string End() => isOpenMetrics ? _text.Append("# EOF\n").ToString() : _text.ToString();

    private void WriteValues(MetricFamily family)
    {
        var isFirst = true;
        foreach (var (labels, value) in family.Values)
        {
            if (isFirst) WriteHead(family.Name);
            isFirst = false;
            WriteSample(family.Name.Sample, labels, value);
        }
    }

    private void WriteHistograms(MetricFamily family)
    {
        var isFirst = true;
        var (bucket, sum, count) = ($"{family.Name.Family}_bucket", $"{family.Name.Family}_sum", $"{family.Name.Family}_count");
        foreach (var (labels, series) in family.Histograms)
        {
            if (isFirst) WriteHead(family.Name);
            isFirst = false;
            var (ranges, total) = series.Read();
            var before = labels.Length > 0 ? labels + "," : "";
            foreach (var (bound, below) in ranges) WriteSample(bucket, $"{before}le=\"{Number(bound)}\"", below);
            WriteSample(sum, labels, total);
            WriteSample(count, labels, ranges[^1].Count);
        }
    }

    private void WriteHead(MetricName name)
    {
        var shown = isOpenMetrics ? name.Family : name.Sample;
        _text.Append("# HELP ").Append(shown).Append(' ').Append(name.Meaning.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
        _text.Append("# TYPE ").Append(shown).Append(' ').Append(name.Kind.ToString().ToLowerInvariant()).Append('\n');
        if (isOpenMetrics && name.Unit.Length > 0) _text.Append("# UNIT ").Append(shown).Append(' ').Append(name.Unit).Append('\n');
    }

    private void WriteSample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0) _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value == Math.Floor(value) && Math.Abs(value) < 1e15
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
}
