using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KongAkka.Service.Commands;

/// <summary>One JSON object on a line, as commands print it for programs; letters of all scripts stay as they are.</summary>
internal static class JsonLine
{
    /// <summary>Makes the line.</summary>
    /// <param name="write">Writes what is in the object.</param>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    /// <summary>Writes counts by name as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="counts">The counts.</param>
    public static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts) json.WriteNumber(key, count);
        json.WriteEndObject();
    }
}
