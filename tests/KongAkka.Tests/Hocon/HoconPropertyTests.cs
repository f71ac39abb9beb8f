using System.Text.Json;
using CsCheck;
using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Hocon;

public sealed class HoconPropertyTests
{
    private static readonly string[] Pieces =
        ["a", "b", "a.b", "\"", "\"q\"", "\"\"\"", "{", "}", "[", "]", "=", ":", "+=", ",", "\n", " ", "#", "//", "${", "${?", "${a}", "${?b}", "${a.b}", "include", "\\", "1", "-1e+", "null", "$", "\u2028", "\r", "\0", "é"];

    private static readonly Gen<string> AnyText = Gen.OneOf(OneOf(Pieces).Array[0, 40].Select(string.Concat), Gen.String[0, 60]);

    private static readonly Gen<HoconValue> AnyValue = Gen.Recursive<HoconValue>((depth, inner) => depth > 3
        ? Scalars
        : Gen.Frequency(
            (3, Scalars),
            (1, inner.Array[0, 4].Select(items => (HoconValue)new HoconArray(items, default))),
            (2, Gen.Select(Gen.String[0, 6], inner).Array[0, 5].Select(Fields))));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<HoconValue> Scalars => Gen.OneOf(
        Gen.String[0, 12].Select(text => (HoconValue)new HoconScalar(text, Quoted: true, default)),
        OneOf("1", "-2.5", "3e7", "true", "null").Select(text => (HoconValue)new HoconScalar(text, Quoted: false, default)));

    [Fact]
    public void Any_text_is_read_or_refused_with_a_place() => AnyText.Sample(
        text =>
        {
            try
            {
                HoconJson.Read(text, name => name.Length > 1 ? "env" : null);
            }
            catch (HoconException e)
            {
                Assert.True(e.Origin.Line > 0 && e.Message.StartsWith("test.conf:", StringComparison.Ordinal) && e.Remedy.Length > 0, e.Message);
            }
        },
        iter: 20_000);

    [Fact]
    public void What_is_written_is_read_again() => AnyValue.Where(v => v is HoconObject).Sample(
        value => Assert.Equal(HoconJson.Of(value), HoconJson.Read(HoconJson.Of(value))),
        iter: 2_000);

    [Fact]
    public void Any_JSON_object_means_the_same_as_to_a_JSON_parser() => AnyValue.Where(v => v is HoconObject).Sample(
        value =>
        {
            using var json = JsonDocument.Parse(HoconJson.Of(value));
            Assert.Equal(Of(json.RootElement), HoconJson.Read(HoconJson.Of(value)));
        },
        iter: 2_000);

    private static HoconObject Fields((string Key, HoconValue Value)[] fields)
    {
        var result = new OrderedDictionary<string, HoconValue>();
        foreach (var (key, value) in fields) result[key] = value;
        return new HoconObject(result, default);
    }

    private static string Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Select(p => $"{JsonSerializer.Serialize(p.Name)}:{Of(p.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Of))}]",
        JsonValueKind.String => JsonSerializer.Serialize(element.GetString(), JsonSerializerOptions.Web),
        _ => element.GetRawText(),
    };
}
