using System.Buffers.Text;

namespace KongAkka.Sandbox.Traffic;

/// <summary>The id that every access line carries as its <c>kong_request_id</c>: 16 hexadecimal digits of the run and 16 of the record's number in it.</summary>
/// <param name="Run">The run that made the line.</param>
/// <param name="Number">The sequence of a kept record; for any other a number with <see cref="NotKept"/> set.</param>
internal readonly record struct RowId(ulong Run, ulong Number)
{
    /// <summary>The bit that marks a record that must not become a row.</summary>
    public const ulong NotKept = 1UL << 63;

    private const int Digits = 16;

    private static ReadOnlySpan<byte> Prefix => "kong_request_id: \""u8;

    /// <summary>Appends the id to a line in Kong's manner.</summary>
    /// <param name="line">The line.</param>
    public void AppendTo(Utf8Text line) => line.Add(Prefix).Add(Run, "x16").Add(Number, "x16").Add("\""u8);

    /// <summary>Finds the id in a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="id">The id found.</param>
    /// <returns>Whether the line has one.</returns>
    public static bool TryFind(ReadOnlySpan<byte> line, out RowId id)
    {
        id = default;
        var at = line.LastIndexOf(Prefix);
        if (at < 0) return false;
        var digits = line[(at + Prefix.Length)..];
        if (digits.Length < 2 * Digits) return false;
        if (!TryHex(digits[..Digits], out var run) || !TryHex(digits[Digits..(2 * Digits)], out var number)) return false;
        id = new RowId(run, number);
        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out ulong value) =>
        Utf8Parser.TryParse(digits, out value, out var used, 'x') && used == Digits;
}
