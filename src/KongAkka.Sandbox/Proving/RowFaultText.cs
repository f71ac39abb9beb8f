using System.Globalization;
using System.Text;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Proving;

/// <summary>Puts wrong rows into words: what was expected and what was found.</summary>
internal static class RowFaultText
{
    private const int LongestValue = 300;

    /// <summary>Describes rows.</summary>
    /// <param name="faults">The wrong rows.</param>
    /// <param name="plan">The plan whose records had to become rows.</param>
    /// <returns>Several lines a row.</returns>
    public static IReadOnlyList<string> Describe(IReadOnlyList<RowFault> faults, TrafficPlan plan)
    {
        var expected = RowReplay.Rows(plan, faults.Where(f => f.Sequence >= 0).Select(f => f.Sequence));
        return [.. faults.Select(fault => Describe(fault, expected.GetValueOrDefault(fault.Sequence)))];
    }

    private static string Describe(RowFault fault, string[]? expected)
    {
        var text = new StringBuilder(fault.Kind.ToString().ToLowerInvariant());
        if (fault.Sequence >= 0) text.Append(CultureInfo.InvariantCulture, $" (row {fault.Sequence:N0})");
        for (var column = 0; column < AccessLogRow.ColumnNames.Count; column++)
        {
            if (expected is not null && fault.Found is not null && expected[column] == fault.Found[column]) continue;
            text.Append(CultureInfo.InvariantCulture, $"\n  {AccessLogRow.ColumnNames[column]}:");
            if (expected is not null) text.Append(" expected ").Append(Shown(expected[column]));
            if (fault.Found is not null) text.Append(" found ").Append(Shown(fault.Found[column]));
        }

        return text.ToString();
    }

    // Lines may hold control characters that would upset a terminal.
    private static string Shown(string value)
    {
        var shown = string.Concat(value.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
        return shown.Length <= LongestValue ? $"[{shown}]" : $"[{shown[..LongestValue]}…] ({value.Length} characters)";
    }
}
