using System.Globalization;
using System.Text;

namespace KongAkka.Parsing.Json;

/// <summary>
/// A nested value as Flink puts it into a string column: Jackson's <c>JsonNode.toString()</c>. No white space, the last of equal names wins at the place of the first,
/// numbers with a fraction or an exponent are doubles. Rare, so it may allocate.
/// </summary>
internal static class JsonTree
{
    /// <summary>Appends the nested value that begins at the reader's current token.</summary>
    /// <param name="reader">Moved to the value's end, or to where reading failed.</param>
    /// <param name="text">Where the text is appended; untouched on failure.</param>
    public static bool TryRead(ref JsonReader reader, CharBuffer text)
    {
        var value = ReadValue(ref reader);
        if (value is null) return false;
        text.Append(value.AsSpan());
        return true;
    }

    private static string? ReadValue(ref JsonReader reader) => reader.Token switch
    {
        JsonToken.StartObject => ReadObject(ref reader),
        JsonToken.StartArray => ReadArray(ref reader),
        JsonToken.String or JsonToken.FieldName => ReadText(ref reader) is { } text ? Quote(text) : null,
        JsonToken.Float => WriteFloat(ReadText(ref reader)!),
        JsonToken.Integer => ReadText(ref reader) is var integer && integer == "-0" ? "0" : integer,
        JsonToken.None => null,
        _ => ReadText(ref reader),
    };

    private static string? ReadObject(ref JsonReader reader)
    {
        var values = new OrderedDictionary<string, string>();
        while (reader.TryNext())
        {
            if (reader.Token != JsonToken.FieldName) return $"{{{string.Join(',', values.Select(v => Quote(v.Key) + ":" + v.Value))}}}";
            var name = ReadText(ref reader)!;
            if (!reader.TryNext() || ReadValue(ref reader) is not { } value) return null;
            values[name] = value;
        }

        return null;
    }

    private static string? ReadArray(ref JsonReader reader)
    {
        var values = new List<string>();
        while (reader.TryNext())
        {
            if (reader.Token == JsonToken.EndArray) return $"[{string.Join(',', values)}]";
            if (ReadValue(ref reader) is not { } value) return null;
            values.Add(value);
        }

        return null;
    }

    private static string? ReadText(ref JsonReader reader)
    {
        var text = new CharBuffer();
        return reader.TryReadText(text) ? text.Span.ToString() : null;
    }

    private static string WriteFloat(string text)
    {
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? JavaDouble.Write(value) : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text) Escape(quoted, c);
        return quoted.Append('"').ToString();
    }

    private static StringBuilder Escape(StringBuilder quoted, char c) => c switch
    {
        '"' or '\\' => quoted.Append('\\').Append(c),
        '\b' => quoted.Append("\\b"),
        '\t' => quoted.Append("\\t"),
        '\n' => quoted.Append("\\n"),
        '\f' => quoted.Append("\\f"),
        '\r' => quoted.Append("\\r"),
        < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
        _ => quoted.Append(c),
    };
}
