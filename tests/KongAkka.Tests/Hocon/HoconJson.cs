using System.Text.Json;
using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Hocon;

/// <summary>Resolved values as compact JSON, so that expectations read well.</summary>
internal static class HoconJson
{
    public static string Of(HoconValue value) => value switch
    {
        HoconScalar { Quoted: false } scalar => scalar.Text,
        HoconScalar scalar => JsonSerializer.Serialize(scalar.Text, JsonSerializerOptions.Web),
        HoconArray array => $"[{string.Join(',', array.Items.Select(Of))}]",
        HoconObject fields => $"{{{string.Join(',', fields.Fields.Select(f => $"{JsonSerializer.Serialize(f.Key)}:{Of(f.Value)}"))}}}",
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    public static string Read(string text, Func<string, string?>? environment = null) => Of(Resolve(text, environment));

    public static HoconObject Resolve(string text, Func<string, string?>? environment = null)
    {
        var document = new HoconDocument(environment ?? (_ => null));
        document.AddText(text, "test.conf");
        return document.Resolve();
    }
}
