using System.Text;
using System.Text.Json;
using CsCheck;
using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class JsonRowWriterTests : IDisposable
{
    private readonly RowBatch _rows = new(SampleRows.Schema);
    private readonly LoadBody _body = new();

    [Fact]
    public void Rows_become_one_array_of_objects()
    {
        SampleRows.Add(_rows, 0, "2024-05-06 07:08:09", "10.0.0.1", 0.125, 200, "a \\\"b\\\" \\u0001 한");
        SampleRows.Add(_rows, 1, null, null, null, null, null);

        Assert.Equal(
            """[{"log_time":"2024-05-06 07:08:09","client_ip":"10.0.0.1","response_time":0.125,"status_code":200,"original_message":"a \"b\" \u0001 한"},"""
            + """{"log_time":null,"client_ip":null,"response_time":null,"status_code":null,"original_message":null}]""",
            Written(new JsonRowWriter(SampleRows.Schema)));
    }

    [Fact]
    public void Rows_become_an_object_a_line()
    {
        SampleRows.Add(_rows, 0, "2024-05-06 07:08:09", "", -3.0, 7, "x");
        SampleRows.Add(_rows, 1, null, null, 1e300, -1, "y");

        Assert.Equal(
            """{"log_time":"2024-05-06 07:08:09","client_ip":"","response_time":-3,"status_code":7,"original_message":"x"}""" + "\n"
            + """{"log_time":null,"client_ip":null,"response_time":1E+300,"status_code":-1,"original_message":"y"}""" + "\n",
            Written(new JsonLinesRowWriter(SampleRows.Schema)));
    }

    [Fact]
    public void Names_of_any_length_and_script_are_keys()
    {
        var schema = new RowSchema(
            new Column(new string('n', 40), ColumnType.Varchar, 10), new Column("a\"b", ColumnType.Int), new Column("열", ColumnType.Double));
        var rows = new RowBatch(schema);
        SampleRows.Add(rows, 0, "v", 1, 0.5);
        var writer = new JsonLinesRowWriter(schema);
        writer.Append(rows, 0, _body);

        using var row = JsonDocument.Parse(Content());
        Assert.Equal([new string('n', 40), "a\"b", "열"], row.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Any_rows_read_back_as_they_were()
    {
        var text = Gen.String[Gen.Char[' ', '~'], 0, 400].Select(t => t.Replace("\\", "/", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal));
        var row = Gen.Select(text, text.Null(), Gen.Double.Where(double.IsFinite).Nullable(), Gen.Int.Nullable(), text);
        row.Array[1, 30].Sample(rows =>
        {
            var batch = new RowBatch(SampleRows.Schema);
            foreach (var (time, ip, response, status, message) in rows) SampleRows.Add(batch, batch.Count, time, ip, response, status, message);
            using var body = new LoadBody();
            Write(new JsonRowWriter(SampleRows.Schema), batch, body);
            using var read = JsonDocument.Parse(Bytes(body));
            Assert.Equal(rows, read.RootElement.EnumerateArray().Select(Read));
        });
    }

    [Fact]
    public void A_row_larger_than_a_chunk_is_written_whole()
    {
        var message = new string('m', (2 * LoadBody.ChunkSize) + 7);
        SampleRows.AddMessage(_rows, 0, "before");
        SampleRows.AddMessage(_rows, 1, message);
        SampleRows.AddMessage(_rows, 2, "after");

        using var read = JsonDocument.Parse(Written(new JsonRowWriter(SampleRows.Schema)));
        Assert.Equal(["before", message, "after"], read.RootElement.EnumerateArray().Select(r => r.GetProperty("original_message").GetString()));
    }

    [Fact]
    public void Writing_a_row_allocates_nothing()
    {
        SampleRows.AddMessage(_rows, 0, new string('m', 250));
        var writer = new JsonRowWriter(SampleRows.Schema);
        writer.Append(_rows, 0, _body);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) writer.Append(_rows, 0, _body);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_number_that_json_cannot_carry_is_refused()
    {
        SampleRows.Add(_rows, 0, null, null, double.NaN, null, null);

        Assert.Throws<ArgumentOutOfRangeException>(() => Written(new JsonRowWriter(SampleRows.Schema)));
    }

    public void Dispose() => _body.Dispose();

    private static (string Time, string? Ip, double? Response, int? Status, string Message) Read(JsonElement row) => (
        row.GetProperty("log_time").GetString()!,
        row.GetProperty("client_ip").GetString(),
        row.GetProperty("response_time") is { ValueKind: JsonValueKind.Number } response ? response.GetDouble() : null,
        row.GetProperty("status_code") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : null,
        row.GetProperty("original_message").GetString()!);

    private static void Write(RowWriter writer, RowBatch rows, LoadBody body)
    {
        for (var row = 0; row < rows.Count; row++) writer.Append(rows, row, body);
        writer.Complete(body);
    }

    private static byte[] Bytes(LoadBody body) => [.. body.Chunks().SelectMany(chunk => chunk.ToArray())];

    private string Written(RowWriter writer)
    {
        Write(writer, _rows, _body);
        return Content();
    }

    private string Content() => Encoding.UTF8.GetString(Bytes(_body));
}
