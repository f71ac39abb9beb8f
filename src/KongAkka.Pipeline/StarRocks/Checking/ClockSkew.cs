using System.Globalization;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>Compares an FE's clock with this machine's. Pure.</summary>
internal static class ClockSkew
{
    /// <summary>The question for the FE's clock, in whole seconds.</summary>
    public const string Query = "SELECT UTC_TIMESTAMP()";

    // What clocks may differ by is small beside the hours that a label's age is rounded by; more than this shows a machine without NTP.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with the clocks; null when nothing is, or when the answer is no time.</summary>
    /// <param name="frontend">The FE.</param>
    /// <param name="told">What it answered.</param>
    /// <param name="before">This machine's time when it was asked.</param>
    /// <param name="after">This machine's time when it had answered.</param>
    public static TableFinding? Find(string frontend, string? told, DateTimeOffset before, DateTimeOffset after)
    {
        if (!DateTime.TryParse(told, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc)) return null;
        var clock = new DateTimeOffset(utc, TimeSpan.Zero);
        var (ahead, behind) = (clock - after, before - clock.AddSeconds(1));
        if (ahead <= Bound && behind <= Bound) return null;
        var (skew, way) = ahead > behind ? (ahead, "ahead of") : (behind, "behind");
        return new TableFinding(
            FindingKind.Warns,
            $"The clock of {frontend} is {skew.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s {way} this machine's.",
            "Set both by NTP: how long StarRocks still knows a label is reckoned by both.");
    }
}
