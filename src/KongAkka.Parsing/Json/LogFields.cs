namespace KongAkka.Parsing.Json;

/// <summary>
/// The three fields of a log record as Flink 2.0's <c>JsonParserToRowDataConverters</c> reads them with <c>ignore-parse-errors</c>: the general way, for any document.
/// Once three recognised fields were met, equal or not, the rest is only passed over; an error in a field's value makes the field NULL and reading goes on behind it.
/// </summary>
internal sealed class LogFields
{
    private const int Arity = 3;

    private readonly JsonScratch _scratch = new();
    private readonly CharBuffer _name = new();
    private readonly CharBuffer[] _texts = [new(), new(), new()];
    private readonly bool[] _present = new bool[Arity];

    /// <summary>The text of a field.</summary>
    /// <param name="field">The field.</param>
    public ReadOnlySpan<char> this[LogField field] => _texts[(int)field - 1].Span;

    /// <summary>Whether a field is NULL.</summary>
    /// <param name="field">The field.</param>
    public bool IsNull(LogField field) => !_present[(int)field - 1];

    /// <summary>Reads a record. False where Flink drops it: it is no JSON object, or broken before the object's end.</summary>
    /// <param name="value">The value of the Kafka record.</param>
    public bool TryRead(ReadOnlySpan<byte> value)
    {
        Array.Clear(_present);
        foreach (var text in _texts) text.Clear();
        if (value.IsEmpty || !JsonEncoding.TryGetUtf8(value, out var utf8)) return false;
        var reader = new JsonReader(utf8, _scratch);
        if (!reader.TryNext() || reader.Token != JsonToken.StartObject || !reader.TryNext()) return false;
        for (var taken = 0; reader.Token != JsonToken.EndObject;)
        {
            if (taken == Arity) return TryPassRest(ref reader);
            if (!TryReadField(ref reader, ref taken)) return false;
        }

        return true;
    }

    /// <summary>Whether the rest of an object can be passed over, from behind one of its values to its end.</summary>
    /// <param name="value">The value of the Kafka record, UTF-8.</param>
    /// <param name="position">The byte behind a value of the object at the top.</param>
    public bool TryPassRest(ReadOnlySpan<byte> value, int position)
    {
        var reader = JsonReader.Behind(value, _scratch, position);
        return reader.TryNext() && TryPassRest(ref reader);
    }

    private static bool TryPassRest(ref JsonReader reader)
    {
        while (reader.Token != JsonToken.EndObject)
        {
            if (!TryPassToken(ref reader)) return false;
        }

        return true;
    }

    private bool TryReadField(ref JsonReader reader, ref int taken)
    {
        _name.Clear();
        if (!reader.TryReadText(_name) || !reader.TryNext()) return false;
        var field = FieldOf(_name.Span);
        if (field == LogField.None) return TryPassToken(ref reader);
        taken++;
        _present[(int)field - 1] = TryReadValue(ref reader, _texts[(int)field - 1]);
        return reader.TryNext();
    }

    private static LogField FieldOf(ReadOnlySpan<char> name) => name switch
    {
        "time" => LogField.Time,
        "stream" => LogField.Stream,
        "message" => LogField.Message,
        _ => LogField.None,
    };

    private static bool TryReadValue(ref JsonReader reader, CharBuffer text)
    {
        text.Clear();
        switch (reader.Token)
        {
            case JsonToken.None or JsonToken.Null:
                return false;
            case JsonToken.StartObject or JsonToken.StartArray:
                if (!JsonTree.TryRead(ref reader, text)) return false;
                reader.ClearToken();
                return true;
            default:
                return reader.TryReadText(text);
        }
    }

    /// <summary>Flink's <c>skipToNextField</c>: over a token and, where it opens a nested value, to that value's end.</summary>
    private static bool TryPassToken(ref JsonReader reader)
    {
        if (reader.Token == JsonToken.None) return false;
        var open = reader.Token is JsonToken.StartObject or JsonToken.StartArray ? 1 : 0;
        while (open > 0)
        {
            if (!reader.TryNext()) return false;
            open += reader.Token switch
            {
                JsonToken.StartObject or JsonToken.StartArray => 1,
                JsonToken.EndObject or JsonToken.EndArray => -1,
                _ => 0,
            };
        }

        return reader.TryNext();
    }
}
