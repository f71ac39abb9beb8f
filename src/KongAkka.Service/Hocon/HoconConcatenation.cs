namespace KongAkka.Service.Hocon;

/// <summary>Makes one value of several in a row.</summary>
internal static class HoconConcatenation
{
    private const int MaxLength = 1 << 20;

    /// <summary>Joins texts to a text, lists to a list, objects to a merged object.</summary>
    /// <param name="parts">The parts; null for an optional substitution that leads nowhere.</param>
    /// <param name="origin">Where the row begins.</param>
    /// <returns>The value; null when nothing is there.</returns>
    /// <exception cref="HoconException">The parts do not fit together.</exception>
    public static HoconValue? Join(IEnumerable<HoconValue?> parts, HoconOrigin origin)
    {
        var row = parts.ToArray();
        var values = row.Where(v => v is not (null or HoconGap)).ToArray();
        return values switch
        {
            [] => null,
            _ when values.All(v => v is HoconObject) => values.Cast<HoconObject>().Aggregate(HoconObject.Merge),
            _ when values.All(v => v is HoconArray) => new HoconArray([.. values.Cast<HoconArray>().SelectMany(a => a.Items)], origin),
            _ when values.All(v => v is HoconScalar) => JoinText(row, origin),
            _ => throw new HoconException(origin, $"{string.Join(" and ", values.Select(v => v!.Kind).Distinct())} cannot be one value.",
                "Put a comma or a new line between two settings."),
        };
    }

    private static HoconScalar JoinText(HoconValue?[] row, HoconOrigin origin)
    {
        var text = string.Concat(row.Select(v => v switch { HoconScalar s => s.Text, HoconGap g => g.Text, _ => "" }));
        if (text.Length > MaxLength) throw new HoconException(origin, $"A text of {text.Length:N0} characters is longer than any setting.", "Shorten it.");
        return new HoconScalar(text, Quoted: true, origin);
    }
}
