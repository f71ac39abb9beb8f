using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using KongAkka.Service.Commands;

namespace KongAkka.Tests.Service;

public sealed class ParseCommandTests
{
    [Fact]
    public void Each_record_has_its_answer_on_a_line_in_order() => Assert.Equal(
        """
        {"row":["a",1,0.5]}
        {"dropped":"filtered"}
        {"row":[null,null,null]}
        {"rejected":"response-time","detail":"\"cast\" & co"}
        {"row":["b\"",-7,0.25]}
        {"row":["c",2147483647,0.1]}

        """,
        Answers("a 1 0.5\ndrop\n- - -\ncast\nb\\\" -7 0.25\nc 2147483647 0.1\n"));

    [Fact]
    public void A_double_is_written_so_that_it_reads_back_the_same() => Gen.Double.Where(double.IsFinite).Sample(number =>
    {
        using var json = JsonDocument.Parse(Answers($"x 0 {number.ToString("R", CultureInfo.InvariantCulture)}"));
        Assert.Equal(number, json.RootElement.GetProperty("row")[2].GetDouble());
    });

    [Fact]
    public void Numbers_that_JSON_does_not_know_are_strings() => Assert.Equal(
        "{\"row\":[\"x\",0,\"NaN\"]}\n{\"row\":[\"x\",0,\"Infinity\"]}\n{\"row\":[\"x\",0,\"-Infinity\"]}\n",
        Answers("x 0 NaN\nx 0 Infinity\nx 0 -Infinity"));

    [Fact]
    public void Only_a_line_feed_ends_a_line_and_an_empty_line_is_a_record() => Assert.Equal(
        "{\"rejected\":\"response-time\",\"detail\":\"\\\"drop\\r\\\" & co\"}\n{\"rejected\":\"response-time\",\"detail\":\"\\\"\\\" & co\"}\n{\"dropped\":\"filtered\"}\n",
        Answers("drop\r\n\ndrop"));

    [Fact]
    public void A_line_is_Base64_or_a_tombstone_when_asked_for()
    {
        var encoded = Convert.ToBase64String("a 1 2"u8);
        Assert.Equal("{\"row\":[\"a\",1,2]}\n{\"dropped\":\"tombstone\"}\n{\"dropped\":\"filtered\"}\n", Answers($"{encoded}\n-\n{Convert.ToBase64String("drop"u8)}\n", base64: true));
    }

    [Fact]
    public void A_line_that_is_not_Base64_ends_it_after_the_answers_before()
    {
        var output = new MemoryStream();
        var answers = new RecordAnswers(new WordRule(), output);
        var fault = ParseCommand.Run(new RecordLines(new MemoryStream("-\n!!\n-\n"u8.ToArray()), answers.Flush), answers, base64: true);
        Assert.StartsWith("Line 2 is not Base64.", fault, StringComparison.Ordinal);
        Assert.Equal("{\"dropped\":\"tombstone\"}\n", Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void Lines_longer_than_any_block_and_more_of_them_than_any_batch_are_answered()
    {
        var huge = new string('x', 20_000_000);
        var lines = Enumerable.Range(0, 20_000).Select(i => $"t{i} {i} 0").Append($"{huge} 1 2").Append("last 1 2");
        var answers = Answers(string.Join('\n', lines)).Split('\n');
        Assert.Equal(20_003, answers.Length);
        Assert.Equal("{\"row\":[\"t19999\",19999,0]}", answers[19_999]);
        Assert.Equal($"{{\"row\":[\"{huge}\",1,2]}}", answers[20_000]);
        Assert.Equal(("{\"row\":[\"last\",1,2]}", ""), (answers[20_001], answers[20_002]));
    }

    [Fact]
    public void Answers_are_out_before_more_input_is_waited_for()
    {
        var output = new MemoryStream();
        var answers = new RecordAnswers(new WordRule(), output);
        var seen = new List<long>();
        var lines = new RecordLines(new MemoryStream("drop\ndrop\n"u8.ToArray()), () =>
        {
            answers.Flush();
            seen.Add(output.Length);
        });
        Assert.Null(ParseCommand.Run(lines, answers, base64: false));
        Assert.Equal([0, output.Length], seen);
    }

    [Fact]
    public void Lines_are_those_between_line_feeds() => Gen.Select(Gen.Byte[8, 12].Array[0, 300], Gen.Int[1, 40]).Sample((bytes, block) =>
    {
        var lines = new RecordLines(new TrickleStream(bytes, block), () => { });
        var read = new List<string>();
        while (lines.TryRead(out var line)) read.Add(Convert.ToHexString(line));
        var expected = Encoding.Latin1.GetString(bytes).Split('\n').Select(l => Convert.ToHexString(Encoding.Latin1.GetBytes(l))).ToList();
        if (expected[^1].Length == 0) expected.RemoveAt(expected.Count - 1);
        Assert.Equal(expected, read);
    });

    private static string Answers(string input, bool base64 = false)
    {
        var output = new MemoryStream();
        var answers = new RecordAnswers(new WordRule(), output);
        Assert.Null(ParseCommand.Run(new RecordLines(new MemoryStream(Encoding.UTF8.GetBytes(input)), answers.Flush), answers, base64));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class TrickleStream(byte[] bytes, int block) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, block));
    }
}
