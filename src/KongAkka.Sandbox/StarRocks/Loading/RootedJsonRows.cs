using System.Runtime.InteropServices;
using System.Text.Json;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads rows from below the <c>json_root</c> of each document. It needs the whole body, as StarRocks' own JSON reader does.</summary>
internal sealed class RootedJsonRows(LoadRow row, LoadCounts counts, LoadFields fields, LoadRequest request) : RowReader(row, counts)
{
    private readonly LoadCounts _counts = counts;

    public override int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        if (!isLast) return 0;
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 64 });
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                var root = JsonRoot.Find(document.RootElement, request.JsonRoot);
                new JsonRows(Row, _counts, fields, request.StripOuterArray).Read(JsonMarshal.GetRawUtf8Value(root), isLast: true);
            }
        }
        catch (JsonException e)
        {
            throw new LoadRefusedException($"parse error. Failed to iterate json, error: {e.Message}", e);
        }

        return bytes.Length;
    }
}
