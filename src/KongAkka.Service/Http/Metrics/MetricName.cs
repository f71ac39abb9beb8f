using System.Diagnostics.Metrics;
using System.Text;

namespace KongAkka.Service.Http.Metrics;

/// <summary>An instrument's name as Prometheus wants it, by OpenTelemetry's rules for that: the unit in words behind it, <c>_total</c> behind a counter. Pure.</summary>
/// <param name="Family">The name without <c>_total</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">The unit in words; empty when it has none.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record MetricName(string Family, MetricKind Kind, string Unit, string Meaning)
{
    /// <summary>The name in front of each value of it that is no histogram.</summary>
    public string Sample => Kind == MetricKind.Counter ? $"{Family}_total" : Family;

    /// <summary>The name of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public static MetricName Of(Instrument instrument)
    {
        var (family, unit, kind) = (Plain(instrument.Name), UnitWord(instrument.Unit), KindOf(instrument.GetType().GetGenericTypeDefinition()));
        if (unit.Length > 0 && !family.EndsWith($"_{unit}", StringComparison.Ordinal)) family = $"{family}_{unit}";
        return new MetricName(family, kind, unit, instrument.Description ?? "");
    }

    /// <summary>A name of letters, digits and underscores.</summary>
    /// <param name="name">The name.</param>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name) plain.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return plain.ToString();
    }

    private static string UnitWord(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "d" => "days",
        // A count of something in braces has no unit; what it counts is in the name.
        _ => "",
    };

    private static MetricKind KindOf(Type instrument) =>
        instrument == typeof(Counter<>) || instrument == typeof(ObservableCounter<>) ? MetricKind.Counter
        : instrument == typeof(Histogram<>) ? MetricKind.Histogram
        : MetricKind.Gauge;
}
