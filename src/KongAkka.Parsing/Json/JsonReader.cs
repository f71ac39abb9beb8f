namespace KongAkka.Parsing.Json;

/// <summary>
/// Jackson 2.15's streaming parser over UTF-8 as Flink's JSON format sets it up: RFC 8259, but control characters need no escape. Strings are read on demand.
/// Reading can go on after a failure, from where Jackson would go on, since Flink does so.
/// </summary>
internal ref struct JsonReader(ReadOnlySpan<byte> document, JsonScratch scratch)
{
    private readonly JsonScratch _scratch = scratch;
    private JsonCursor _cursor = new(document, 0);
    private JsonToken _value;
    private bool _unreadString;
    private int _depth;
    private int _numberStart;

    /// <summary>The current token.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>Where the reader is in the document.</summary>
    public readonly int Position => _cursor.Position;

    /// <summary>A reader inside an object at the top of a document, behind one of its values.</summary>
    /// <param name="document">The document.</param>
    /// <param name="scratch">Scratch space.</param>
    /// <param name="position">The byte behind the value.</param>
    public static JsonReader Behind(ReadOnlySpan<byte> document, JsonScratch scratch, int position)
    {
        scratch.IsObject[1] = scratch.HasValue[1] = true;
        return new JsonReader(document, scratch) { _cursor = new JsonCursor(document, position), _depth = 1 };
    }

    /// <summary>Goes to the next token. False where the document is not JSON; <see cref="Token"/> is then what Jackson's is.</summary>
    public bool TryNext()
    {
        if (Token == JsonToken.FieldName) return TryEnterValue();
        if (_unreadString && !TrySkipString()) return false;
        var c = _cursor.ReadPastSpace();
        switch (c)
        {
            case JsonCursor.End when _depth == 0:
                Token = JsonToken.None;
                return true;
            case < 0:
                return false;
            case ']':
                return TryClose(isObject: false, JsonToken.EndArray);
            case '}':
                return TryClose(isObject: true, JsonToken.EndObject);
        }

        if (ExpectsComma() && (c != ',' || (c = _cursor.ReadPastSpace()) < 0)) return false;
        return _depth > 0 && _scratch.IsObject[_depth] ? TryReadName(c) : TryReadValue(c, out var token) && TryEnter(token);
    }

    /// <summary>Appends the text of the current token: a string's content, a number as it stands, the letters of anything else.</summary>
    /// <param name="text">Where the text is appended; nothing for <see cref="JsonToken.None"/>.</param>
    public bool TryReadText(CharBuffer text)
    {
        switch (Token)
        {
            case JsonToken.String when _unreadString:
                _unreadString = false;
                return JsonStringReader.TryRead(ref _cursor, text);
            case JsonToken.FieldName:
                text.Append(_scratch.Name.Span);
                return true;
            case JsonToken.Integer or JsonToken.Float:
                text.Append(_cursor.From(_numberStart));
                return true;
            default:
                text.Append(Letters(Token));
                return true;
        }
    }

    /// <summary>Forgets the current token, as Jackson does once a nested value was read as a tree.</summary>
    public void ClearToken() => Token = JsonToken.None;

    private static ReadOnlySpan<byte> Letters(JsonToken token) => token switch
    {
        JsonToken.StartObject => "{"u8,
        JsonToken.EndObject => "}"u8,
        JsonToken.StartArray => "["u8,
        JsonToken.EndArray => "]"u8,
        JsonToken.True => "true"u8,
        JsonToken.False => "false"u8,
        JsonToken.Null => "null"u8,
        _ => [],
    };

    private bool TrySkipString()
    {
        _unreadString = false;
        return JsonStringReader.TrySkip(ref _cursor);
    }

    private readonly bool ExpectsComma()
    {
        var expects = _depth > 0 && _scratch.HasValue[_depth];
        _scratch.HasValue[_depth] = true;
        return expects;
    }

    private bool TryReadName(int first)
    {
        if (first != '"')
        {
            _cursor.ReadOddCharacter(first);
            return false;
        }

        _scratch.Name.Clear();
        if (!JsonStringReader.TryReadName(ref _cursor, _scratch.Name)) return false;
        Token = JsonToken.FieldName;
        if (_cursor.ReadPastSpace() != ':') return false;
        var c = _cursor.ReadPastSpace();
        return c >= 0 && TryReadValue(c, out _value);
    }

    private bool TryReadValue(int first, out JsonToken token)
    {
        token = JsonToken.None;
        switch (first)
        {
            case '"':
                _unreadString = true;
                token = JsonToken.String;
                return true;
            case '{':
                token = JsonToken.StartObject;
                return true;
            case '[':
                token = JsonToken.StartArray;
                return true;
            case '-' or (>= '0' and <= '9'):
                _numberStart = _cursor.Position - 1;
                return JsonNumberReader.TryRead(ref _cursor, first, out var number) && Set(number, out token);
            case 't':
                return JsonLiteralReader.TryRead(ref _cursor, "true"u8) && Set(JsonToken.True, out token);
            case 'f':
                return JsonLiteralReader.TryRead(ref _cursor, "false"u8) && Set(JsonToken.False, out token);
            case 'n':
                return JsonLiteralReader.TryRead(ref _cursor, "null"u8) && Set(JsonToken.Null, out token);
            default:
                return JsonLiteralReader.FailAt(ref _cursor, first);
        }
    }

    private static bool Set(JsonToken value, out JsonToken token)
    {
        token = value;
        return true;
    }

    private bool TryEnterValue()
    {
        var token = _value;
        _value = JsonToken.None;
        return TryEnter(token);
    }

    private bool TryEnter(JsonToken token)
    {
        if (token is JsonToken.StartObject or JsonToken.StartArray)
        {
            if (_depth <= JsonScratch.MaxDepth) _depth++;
            _scratch.IsObject[_depth] = token == JsonToken.StartObject;
            _scratch.HasValue[_depth] = false;
            if (_depth > JsonScratch.MaxDepth) return false;
        }

        Token = token;
        return true;
    }

    private bool TryClose(bool isObject, JsonToken token)
    {
        if (_depth == 0 || _scratch.IsObject[_depth] != isObject) return false;
        _depth--;
        Token = token;
        return true;
    }
}
