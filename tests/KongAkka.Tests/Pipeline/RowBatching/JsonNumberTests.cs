using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(7.0, "7")]
    [InlineData(10.0, "10")]
    [InlineData(0.012, "0.012")]
    [InlineData(1.5, "1.5")]
    [InlineData(12.345678, "12.345678")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(-2.75, "-2.75")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(1e22, "1E+22")]
    public void A_double_is_written_in_few_digits(double value, string expected) => Assert.Equal(expected, Written(value));

    [Fact]
    public void Any_double_reads_back_the_same() => Gen.Double.Where(double.IsFinite).Sample(ReadsBack, iter: 100_000);

    [Fact]
    public void Any_decimal_fraction_reads_back_the_same() =>
        Gen.Select(Gen.Long[-10_000_000_000, 10_000_000_000], Gen.Int[0, 9]).Sample((digits, k) => ReadsBack(digits / Math.Pow(10, k)), iter: 100_000);

    [Fact]
    public void Any_integer_reads_back_the_same() => Gen.Int.Sample(value =>
    {
        var room = new byte[JsonNumber.MaxBytes];
        return int.Parse(room.AsSpan(0, JsonNumber.Write(value, room)), CultureInfo.InvariantCulture) == value;
    });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_json_cannot_carry_is_refused(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => Written(value));

    private static bool ReadsBack(double value)
    {
        var written = Written(value);
        using var json = JsonDocument.Parse(written);
        return BitConverter.DoubleToInt64Bits(json.RootElement.GetDouble()) == BitConverter.DoubleToInt64Bits(value);
    }

    private static string Written(double value)
    {
        var room = new byte[JsonNumber.MaxBytes];
        return Encoding.UTF8.GetString(room.AsSpan(0, JsonNumber.Write(value, room)));
    }
}
