using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>
/// Reads rows from JSON: the elements of one array (<c>strip_outer_array</c>), or objects one after the other. Unknown keys are skipped,
/// missing ones are NULL.
/// </summary>
internal sealed class JsonRows : RowReader
{
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = 64 };

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LoadFields _fields;
    private readonly bool _stripOuterArray;
    private JsonReaderState _state = new(Options);
    private byte[] _unescaped = new byte[1024];

    public JsonRows(LoadRow row, LoadCounts counts, LoadFields fields, bool stripOuterArray)
        : base(row, counts) => (_fields, _stripOuterArray) = (fields, stripOuterArray);

    public override int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, isLast, _state);
            var consumed = 0;
            while (TryReadRow(ref reader, bytes))
            {
                consumed = (int)reader.BytesConsumed;
                _state = reader.CurrentState;
            }

            Row.Restart();
            return isLast ? bytes.Length : consumed;
        }
        catch (JsonException e)
        {
            throw new LoadRefusedException($"parse error. Failed to iterate json, error: {e.Message}", e);
        }
    }

    private bool TryReadRow(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        if (!reader.Read()) return false;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when reader.CurrentDepth == (_stripOuterArray ? 1 : 0):
                var start = (int)reader.TokenStartIndex;
                if (!TryReadFields(ref reader)) return false;
                EndObject(bytes[start..(int)reader.BytesConsumed]);
                return true;
            case JsonTokenType.StartArray or JsonTokenType.EndArray when _stripOuterArray && reader.CurrentDepth == 0:
                return true;
            case JsonTokenType.StartArray when !_stripOuterArray:
                throw new LoadRefusedException("The value is array type in json document stream, you can set strip_outer_array=true to parse each element of the array as individual rows");
            default:
                throw new LoadRefusedException(_stripOuterArray
                    ? "the value should be array type with strip_outer_array=true"
                    : $"illegal json started with {(char)bytes[(int)reader.TokenStartIndex]}");
        }
    }

    private void EndObject(ReadOnlySpan<byte> row)
    {
        if (!Utf8.IsValid(row)) throw new LoadRefusedException("parse error. Failed to iterate json, error: the input is not valid UTF-8");
        EndRow(row);
    }

    private bool TryReadFields(ref Utf8JsonReader reader)
    {
        var expected = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            var field = Find(ref reader, expected);
            expected = field + 1;
            if (!reader.Read()) return false;
            var column = field < 0 ? LoadFields.Ignored : _fields.Columns[field];
            if (column >= 0 ? !TryPut(ref reader, column) : !reader.TrySkip()) return false;
        }

        return false;
    }

    // Rows name their fields in the same order nearly always, so the next one is tried first.
    private int Find(ref Utf8JsonReader reader, int expected)
    {
        var names = _fields.Names;
        if (expected < names.Length && reader.ValueTextEquals(names[expected])) return expected;
        for (var field = 0; field < names.Length; field++)
        {
            if (reader.ValueTextEquals(names[field])) return field;
        }

        return -1;
    }

    private bool TryPut(ref Utf8JsonReader reader, int column)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                PutString(ref reader, column);
                return true;
            case JsonTokenType.Number:
                Row.PutNumber(column, reader.ValueSpan);
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                Row.PutBoolean(column, reader.TokenType == JsonTokenType.True);
                return true;
            default:
                return TryPutNested(ref reader, column);
        }
    }

    private void PutString(ref Utf8JsonReader reader, int column)
    {
        var text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            Row.PutText(column, text);
            return;
        }

        if (_unescaped.Length < text.Length) _unescaped = new byte[text.Length];
        try
        {
            Row.PutText(column, _unescaped.AsSpan(0, reader.CopyString(_unescaped)));
        }
        catch (InvalidOperationException)
        {
            Row.Fail("Failed to parse value as string: a lone surrogate");
        }
    }

    private bool TryPutNested(ref Utf8JsonReader reader, int column)
    {
        var probe = reader;
        if (!probe.TrySkip()) return false;
        using var document = JsonDocument.ParseValue(ref reader);
        Row.PutJson(column, JsonSerializer.SerializeToUtf8Bytes(document.RootElement, AsWritten));
        return true;
    }
}
