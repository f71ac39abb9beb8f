using System.Buffers.Text;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads numbers as StarRocks does: blanks around them are ignored, and an integer may be written with a fraction, which is cut off.</summary>
internal static class NumberText
{
    /// <summary>What came of reading an integer.</summary>
    internal enum Outcome
    {
        /// <summary>A value in range.</summary>
        Read,

        /// <summary>A number beyond the range.</summary>
        Overflow,

        /// <summary>No number.</summary>
        Unreadable,
    }

    /// <summary>Reads an integer between two bounds.</summary>
    public static Outcome ReadInteger(ReadOnlySpan<byte> text, long least, long most, out long value)
    {
        text = Trimmed(text);
        if (Utf8Parser.TryParse(text, out value, out var used) && used == text.Length)
            return value >= least && value <= most ? Outcome.Read : Outcome.Overflow;
        if (!TryReadDouble(text, out var number)) return Outcome.Unreadable;
        if (number <= least - 1d || number >= most + 1d) return Outcome.Overflow;
        value = (long)number;
        return value >= least && value <= most ? Outcome.Read : Outcome.Overflow;
    }

    /// <summary>Reads a finite number.</summary>
    public static bool TryReadDouble(ReadOnlySpan<byte> text, out double value)
    {
        text = Trimmed(text);
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value);
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        return text.Length > 1 && text[0] == '+' ? text[1..] : text;
    }
}
