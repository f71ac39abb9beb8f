using System.Text;
using System.Text.Json;
using CsCheck;
using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;

namespace KongAkka.Tests.Pipeline.Parsing;

public sealed class ColumnFitTests
{
    private readonly RecordValues _records = new();
    private readonly RowBatch _rows = new(SampleRows.Schema);

    [Fact]
    public void Values_that_fit_stay_as_they_are()
    {
        Row("2024-05-06 07:08:09", new string('x', 45), 1.5, int.MaxValue, "GET");
        Row("0000-01-01 00:00:00", "", -0.0, int.MinValue, "");
        Row("9999-12-31 23:59:59", null, null, null, null);
        Row(null, "a", double.MaxValue, 0, "b");

        Assert.Equal(0, Hold(OnUnfit.Reject));
        Assert.Equal(4, _rows.Count);
        Assert.Equal([0, 0, 0, 0, 0], Unfit);
        Assert.All(_records.Fates.ToArray(), fate => Assert.Equal(FateKind.Kept, fate.Kind));
    }

    [Fact]
    public void A_record_with_a_long_text_is_rejected_with_column_size_and_limit()
    {
        Row("2024-05-06 07:08:09", "1.1.1.1", 1.0, 200, "first");
        Row("2024-05-06 07:08:09", new string('x', 46), 1.0, 200, "second");
        Row("2024-05-06 07:08:09", "3.3.3.3", 1.0, 200, "third");

        Assert.Equal(1, Hold(OnUnfit.Reject));
        Assert.Equal([0, 1, 0, 0, 0], Unfit);
        Assert.Equal("unfit-client_ip", _records.Fates[1].Reason(SampleRows.Schema));
        Assert.Equal("client_ip has 46 bytes, its column holds 45.", _records.Detail(1));
        Assert.Equal(2, _rows.Count);
        Assert.Equal([0, 2], [_rows.Record(0), _rows.Record(1)]);
        Assert.Equal("third", Text(1, 4));
    }

    [Theory]
    [InlineData("한한한", "한한한")]
    [InlineData("한한한한", "한한한")]
    [InlineData("a\\\"😀", "a\\\"😀")]
    [InlineData("a\\\"😀x", "a\\\"😀")]
    public void Where_a_table_counts_characters_bytes_do_not_matter(string encoded, string kept)
    {
        var schema = new RowSchema(new Column("t", ColumnType.Varchar, 100) { MaxCharacters = 3 });
        var (rows, records) = (new RowBatch(schema), new RecordValues());
        records.Add("{}"u8);
        SampleRows.Add(rows, 0, encoded);
        Assert.Equal(encoded == kept ? 0 : 1, new ColumnFit(schema, OnUnfit.Truncate).Hold(records, rows));
        Assert.Equal(kept, Encoding.UTF8.GetString(rows.TextOf(rows.Row(0)[0])));
    }

    [Fact]
    public void A_record_counts_once_when_it_is_rejected()
    {
        Row("+10000-01-01 00:00", new string('x', 46), double.NaN, 200, "m");

        Assert.Equal(1, Hold(OnUnfit.Reject));
        Assert.Equal([1, 0, 0, 0, 0], Unfit);
        Assert.Equal(0, _rows.Count);
    }

    [Theory]
    [InlineData("10000-01-01 00:00:00")]
    [InlineData("+10000-01-01 00:00:0")]
    [InlineData("-001-01-01 00:00:00")]
    [InlineData("2024-05-06T07:08:09")]
    [InlineData("2024-05-06 07:08:0x")]
    [InlineData("2024-05-06 07:08")]
    [InlineData("")]
    public void A_time_of_another_form_or_year_does_not_fit(string time)
    {
        Row(time, "1.1.1.1", 1.0, 200, "m");

        Hold(OnUnfit.Reject);
        Assert.Equal("unfit-log_time", _records.Fates[0].Reason(SampleRows.Schema));
        Assert.Contains($"'{time}'", _records.Detail(0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_that_is_not_finite_does_not_fit(double number, string shown)
    {
        Row("2024-05-06 07:08:09", "1.1.1.1", number, 200, "m");

        Hold(OnUnfit.Reject);
        Assert.Equal($"response_time is {shown}, its column holds finite numbers only.", _records.Detail(0));
    }

    [Fact]
    public void Null_takes_the_place_of_every_value_that_does_not_fit()
    {
        Row("10000-01-01 00:00:00", new string('x', 46), double.NaN, 200, "m");

        Assert.Equal(3, Hold(OnUnfit.Null));
        Assert.Equal([1, 1, 1, 0, 0], Unfit);
        Assert.Equal([true, true, true, false, false], _rows.Row(0).ToArray().Select(cell => cell.IsNull));
        Assert.Equal(FateKind.Kept, _records.Fates[0].Kind);
    }

    [Fact]
    public void Truncating_cuts_texts_and_makes_other_values_null()
    {
        Row("10000-01-01 00:00:00", new string('x', 46), double.NaN, 200, "m");

        Assert.Equal(3, Hold(OnUnfit.Truncate));
        Assert.Equal(new string('x', 45), Text(0, 1));
        Assert.Equal([true, false, true, false, false], _rows.Row(0).ToArray().Select(cell => cell.IsNull));
    }

    [Theory]
    [InlineData(OnUnfit.Reject)]
    [InlineData(OnUnfit.Null)]
    public void Values_that_the_rule_did_not_find_are_counted_by_column_and_those_that_are_replaced_are_not(OnUnfit policy)
    {
        var fit = new ColumnFit(SampleRows.Schema, policy);
        Row(null, "1.1.1.1", null, 200, "m");
        Row(null, new string('x', 46), 1.0, 200, "m");
        Row("2024-05-06 07:08:09", "1.1.1.1", 1.0, 200, "m");
        fit.Hold(_records, _rows);
        Assert.True(fit.HasNulls);
        Assert.Equal([2, 0, 1, 0, 0], fit.Nulls.ToArray());
    }

    [Fact]
    public void The_counts_are_those_of_the_last_batch()
    {
        var fit = new ColumnFit(SampleRows.Schema, OnUnfit.Null);
        Row("2024-05-06 07:08:09", new string('x', 46), 1.0, 200, "m");
        fit.Hold(_records, _rows);
        fit.Hold(_records, _rows);

        Assert.Equal([0, 0, 0, 0, 0], fit.Unfit.ToArray());
    }

    [Theory]
    [InlineData("abcdef", 3, "abc")]
    [InlineData("abcdef", 0, "")]
    [InlineData("한글", 5, "한")]
    [InlineData("한글", 2, "")]
    [InlineData("a😀b", 4, "a")]
    [InlineData("a😀b", 5, "a😀")]
    [InlineData("a\\\"b", 2, "a\\\"")]
    [InlineData("""\\\\""", 1, """\\""")]
    [InlineData("""a\u0001b""", 2, """a\u0001""")]
    [InlineData("""a\n\t""", 2, """a\n""")]
    public void A_text_is_cut_at_the_last_whole_character_that_fits(string encoded, int maxBytes, string cut)
        => Assert.Equal(cut, Truncated(encoded, maxBytes, out _));

    [Fact]
    public void A_text_cut_to_any_size_is_the_longest_whole_beginning_that_fits() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char['a', 'f'], Gen.Char['\0', '"'], Gen.Char['가', '나'], Gen.Const('\\'))], Gen.Int[0, 40]).Sample((text, maxBytes) =>
        {
            var encoded = Encode(text);
            var decoded = JsonSerializer.Deserialize<string>($"\"{Truncated(encoded, maxBytes, out var byteLength)}\"")!;
            Assert.StartsWith(decoded, text, StringComparison.Ordinal);
            Assert.Equal(Encoding.UTF8.GetByteCount(decoded), byteLength);
            Assert.True(byteLength <= maxBytes);
            Assert.True(decoded.Length == text.Length || byteLength + Encoding.UTF8.GetByteCount(text.AsSpan(decoded.Length, 1)) > maxBytes);
        });

    private static string Truncated(string encoded, int maxBytes, out int byteLength)
    {
        var schema = new RowSchema(new Column("text", ColumnType.Varchar, maxBytes));
        var rows = new RowBatch(schema);
        var records = new RecordValues();
        records.Add("{}"u8);
        SampleRows.Add(rows, 0, encoded);
        new ColumnFit(schema, OnUnfit.Truncate).Hold(records, rows);
        byteLength = rows.Row(0)[0].ByteLength;
        return Encoding.UTF8.GetString(rows.TextOf(rows.Row(0)[0]));
    }

    private static string Encode(string text) => string.Concat(text.Select(c => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    }));

    private int[] Unfit { get; set; } = [];

    private int Hold(OnUnfit policy)
    {
        var fit = new ColumnFit(SampleRows.Schema, policy);
        var found = fit.Hold(_records, _rows);
        Unfit = fit.Unfit.ToArray();
        return found;
    }

    private void Row(params object?[] values)
    {
        var record = _records.Count;
        _records.Add("{}"u8);
        _records.Fates[record] = new RecordFate(FateKind.Kept);
        SampleRows.Add(_rows, record, values);
    }

    private string Text(int row, int column) => Encoding.UTF8.GetString(_rows.TextOf(_rows.Row(row)[column]));
}
