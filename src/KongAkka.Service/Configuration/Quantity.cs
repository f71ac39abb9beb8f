using System.Globalization;

namespace KongAkka.Service.Configuration;

/// <summary>Reads durations, sizes and shares: a number and a unit.</summary>
internal static class Quantity
{
    /// <summary>How a duration is written, for messages.</summary>
    public const string DurationForm = "Write a number with ns, us, ms, s, min, h or d, as in 5 s.";

    /// <summary>How a size is written, for messages.</summary>
    public const string SizeForm = "Write a number with B, kB, MB, GB (powers of 1000) or KiB, MiB, GiB (powers of 1024), as in 64 MiB.";

    /// <summary>How a share is written, for messages.</summary>
    public const string ShareForm = "Write 0 % to 100 %, as in 5 %, or 0 to 1, as in 0.05.";

    /// <summary>Reads a duration; a number alone counts milliseconds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration.</param>
    /// <returns>Whether it is one that fits.</returns>
    public static bool TryReadDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (!TrySplit(text, out var number, out var unit) || TicksPer(unit) is not { } ticks) return false;
        var total = number * ticks;
        if (total is < 0 || total > TimeSpan.MaxValue.Ticks) return false;
        duration = TimeSpan.FromTicks((long)total);
        return true;
    }

    /// <summary>Reads a size; a number alone counts bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>Whether it is one that fits.</returns>
    public static bool TryReadSize(string text, out long bytes)
    {
        bytes = 0;
        if (!TrySplit(text, out var number, out var unit) || BytesPer(unit) is not { } factor) return false;
        var total = number * factor;
        if (total is < 0 or > long.MaxValue) return false;
        bytes = (long)total;
        return true;
    }

    /// <summary>Reads a share; 5 % and 0.05 are the same.</summary>
    /// <param name="text">The text.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadShare(string text, out double share)
    {
        share = 0;
        if (!TrySplit(text, out var number, out var unit) || unit is not ("" or "%")) return false;
        share = (double)(unit == "%" ? number / 100 : number);
        return share is >= 0 and <= 1;
    }

    private static bool TrySplit(string text, out decimal number, out string unit)
    {
        var trimmed = text.AsSpan().Trim();
        var letters = 0;
        while (letters < trimmed.Length && (char.IsAsciiDigit(trimmed[letters]) || trimmed[letters] is '+' or '-' or '.')) letters++;
        unit = trimmed[letters..].Trim().ToString();
        return decimal.TryParse(trimmed[..letters], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) < 1e18m;
    }

    private static decimal? TicksPer(string unit) => unit switch
    {
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 0.01m,
        "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "s" or "sec" or "secs" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => null,
    };

    private static long? BytesPer(string unit) => unit.ToUpperInvariant() switch
    {
        "" or "B" or "BYTE" or "BYTES" => 1,
        "K" or "KI" or "KIB" or "KIBIBYTE" or "KIBIBYTES" => 1L << 10,
        "M" or "MI" or "MIB" or "MEBIBYTE" or "MEBIBYTES" => 1L << 20,
        "G" or "GI" or "GIB" or "GIBIBYTE" or "GIBIBYTES" => 1L << 30,
        "T" or "TI" or "TIB" or "TEBIBYTE" or "TEBIBYTES" => 1L << 40,
        "KB" or "KILOBYTE" or "KILOBYTES" => 1_000,
        "MB" or "MEGABYTE" or "MEGABYTES" => 1_000_000,
        "GB" or "GIGABYTE" or "GIGABYTES" => 1_000_000_000,
        "TB" or "TERABYTE" or "TERABYTES" => 1_000_000_000_000,
        _ => null,
    };
}
