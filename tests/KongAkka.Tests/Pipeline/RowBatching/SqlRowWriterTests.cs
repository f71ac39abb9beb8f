using System.Text;
using CsCheck;
using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sql.Inserting;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class SqlRowWriterTests : IDisposable
{
    private readonly RowBatch _rows = new(SampleRows.Schema);
    private readonly LoadBody _body = new();

    [Fact]
    public void Rows_become_tuples_with_a_comma_behind_each()
    {
        SampleRows.Add(_rows, 0, "2024-05-06 07:08:09", "10.0.0.1", 0.125, 200, "plain 한");
        SampleRows.Add(_rows, 1, null, null, null, null, null);

        Assert.Equal("('2024-05-06 07:08:09','10.0.0.1',0.125,200,'plain 한'),(NULL,NULL,NULL,NULL,NULL),", Written());
    }

    [Theory]
    [InlineData("it's", "it\\'s")]
    [InlineData("a \\\"b\\\"", "a \\\"b\\\"")]
    [InlineData("c:\\\\d", "c:\\\\d")]
    [InlineData("\\\\'", "\\\\\\'")]
    [InlineData("\\/", "\\/")]
    [InlineData("\\n\\r\\t\\b", "\\n\\r\\t\\b")]
    [InlineData("\\f", "\f")]
    [InlineData("\\u0000\\u0001\\u001F\\u001a", "\\0\u0001\u001f\u001a")]
    public void Texts_get_the_escapes_of_SQL(string encoded, string literal)
    {
        SampleRows.AddMessage(_rows, 0, encoded);
        Assert.EndsWith($",'{literal}'),", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_hold_every_tuple_once_and_no_comma_at_their_end()
    {
        for (var i = 0; i < 4000; i++) SampleRows.AddMessage(_rows, i, $"{i} {new string('x', 1000)}");
        Fill();

        var statements = Statements.Cut("INSERT INTO t VALUES ", _body, 1 << 20).ToList();
        Assert.InRange(statements.Count, 4, 10);
        Assert.All(statements, s => Assert.True(s.StartsWith("INSERT INTO t VALUES (", StringComparison.Ordinal) && s.EndsWith("')", StringComparison.Ordinal) && s.Length <= 1 << 20));
        var body = string.Join(',', statements.Select(s => s["INSERT INTO t VALUES ".Length..])) + ",";
        Assert.Equal(Content(), body);
    }

    [Fact]
    public void Any_tuples_read_back_value_by_value()
    {
        var text = Gen.String[Gen.Char[' ', '\u3000'], 0, 60].Where(t => !t.Any(char.IsSurrogate));
        Gen.Select(text, text.Null(), Gen.Double.Where(double.IsFinite).Nullable(), Gen.Int.Nullable()).Array[1, 20].Sample(rows =>
        {
            var batch = new RowBatch(SampleRows.Schema);
            foreach (var (message, ip, response, status) in rows)
            {
                var cells = batch.AddRow(batch.Count);
                cells[0] = Cell.Null;
                cells[1] = ip is null ? Cell.Null : JsonText.Append(ip, batch);
                cells[2] = response is { } number ? Cell.Of(number) : Cell.Null;
                cells[3] = status is { } code ? Cell.Of(code) : Cell.Null;
                cells[4] = JsonText.Append(message, batch);
            }

            using var body = new LoadBody();
            var writer = new SqlRowWriter(SampleRows.Schema);
            for (var i = 0; i < batch.Count; i++) writer.Append(batch, i, body);
            var read = TupleReader.Read(body, 1).ToList();
            Assert.Equal(rows.Length, read.Count);
            foreach (var ((message, ip, response, status), values) in rows.Zip(read))
            {
                Assert.Equal((null, ip, message), (Value(values[0]), Value(values[1]), Value(values[4])));
                Assert.Equal(response, Value(values[2]) is { } number ? double.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : null);
                Assert.Equal(status?.ToString(System.Globalization.CultureInfo.InvariantCulture), Value(values[3]));
            }
        });
    }

    public void Dispose() => _body.Dispose();

    // A literal as MySQL reads it: https://dev.mysql.com/doc/refman/8.4/en/string-literals.html
    private static string? Value(string literal)
    {
        if (literal == "NULL") return null;
        if (literal[0] != '\'') return literal;
        var value = new StringBuilder();
        for (var i = 1; i < literal.Length - 1; i++)
        {
            value.Append(literal[i] != '\\' ? literal[i] : literal[++i] switch
            {
                '0' => '\0',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'Z' => '\u001a',
                var other => other,
            });
        }

        return value.ToString();
    }

    private string Written()
    {
        Fill();
        return Content();
    }

    private void Fill()
    {
        var writer = new SqlRowWriter(SampleRows.Schema);
        for (var i = 0; i < _rows.Count; i++) writer.Append(_rows, i, _body);
        writer.Complete(_body);
    }

    private string Content() => string.Concat(_body.Chunks().Select(chunk => Encoding.UTF8.GetString(chunk.Span)));
}
