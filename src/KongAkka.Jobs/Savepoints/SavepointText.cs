using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KongAkka.Jobs.Savepoints;

/// <summary>A savepoint as the text in its file, with a checksum over its canonical form: keys in order, no white space. Pure.</summary>
internal static class SavepointText
{
    private const string Format = "kongakka-savepoint";
    private const string FormatKey = "format";
    private const string ChecksumKey = "checksum";
    private const string VersionKey = "version";
    private const int Major = 1;
    private const string TakeAnother = "Restore from another savepoint or copy this one anew.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The bytes of the file.</summary>
    /// <param name="savepoint">The savepoint.</param>
    /// <exception cref="ArgumentException">It holds what no reader would accept.</exception>
    public static byte[] Write(Savepoint savepoint)
    {
        if (Wrong(savepoint) is { } wrong) throw new ArgumentException(wrong, nameof(savepoint));
        var content = JsonSerializer.SerializeToNode(savepoint, SavepointJson.Default.Savepoint)!.AsObject();
        var file = new JsonObject { [FormatKey] = Format };
        foreach (var (key, value) in content) file[key] = value?.DeepClone();
        file[ChecksumKey] = Checksum(JsonSerializer.SerializeToElement(file));
        return [.. JsonSerializer.SerializeToUtf8Bytes(file, Indented), (byte)'\n'];
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="file">Where they are from.</param>
    /// <exception cref="SavepointException">They are no savepoint of ours, or cannot be used.</exception>
    public static Savepoint Read(ReadOnlySpan<byte> bytes, string file)
    {
        using var document = Parse(bytes, file);
        var root = document.RootElement;
        try
        {
            CheckFormat(root, file);
            CheckVersion(root, file);
            if (Text(root, ChecksumKey) is not { } checksum || checksum != Checksum(root)) throw Damaged(file, "its checksum is not that of its content");
            var content = root.EnumerateObject().Where(p => p.Name is not (FormatKey or ChecksumKey));
            var savepoint = JsonSerializer.Deserialize(Object(content), SavepointJson.Default.Savepoint)!;
            return Wrong(savepoint) is { } wrong ? throw Damaged(file, wrong) : savepoint;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(file, e.Message, e);
        }
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.IsEmpty) throw Truncated(file);
        if (bytes[0] != '{') throw Foreign(file);
        try
        {
            return JsonDocument.Parse(bytes.ToArray(), Strict);
        }
        catch (JsonException e)
        {
            throw IsCutShort(bytes) ? Truncated(file) : Damaged(file, e.Message, e);
        }
    }

    private static bool IsCutShort(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = Strict.MaxDepth }));
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void CheckFormat(JsonElement root, string file)
    {
        if (Text(root, FormatKey) != Format) throw Foreign(file);
    }

    private static void CheckVersion(JsonElement root, string file)
    {
        var version = Text(root, VersionKey);
        if (version?.Split('.') is not [var major, var minor] || !IsNumber(major, out var number) || !IsNumber(minor, out _)) throw Damaged(file, $"its version is {version ?? "missing"}");
        if (number == Major) return;
        throw new SavepointException(
            SavepointFault.OtherVersion, $"Savepoint {file} has format {version}, and this version of KongAkka reads {Major}.x.", "Restore it with the version that wrote it or a later one.");
    }

    private static string? Wrong(Savepoint savepoint)
    {
        if (!SavepointName.IsOne(savepoint.Id)) return $"its id is {savepoint.Id}";
        if (savepoint.JobId.Length != 32 || !savepoint.JobId.All(char.IsAsciiHexDigitLower)) return $"its job's id is {savepoint.JobId}";
        if (savepoint.Topic.Length == 0) return "its topic is empty";
        if (savepoint.Positions.Count == 0) return "it has no partitions";
        if (savepoint.Positions.Any(p => p.Partition < 0 || p.Next < 0)) return "a partition or an offset is below zero";
        return savepoint.Positions.Select(p => p.Partition).Distinct().Count() != savepoint.Positions.Count ? "a partition is in it twice" : null;
    }

    private static string Checksum(JsonElement root)
    {
        using var canonical = new MemoryStream();
        using (var writer = new Utf8JsonWriter(canonical)) WriteSorted(writer, root, isRoot: true);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(canonical.ToArray()));
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element, bool isRoot = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().Where(p => !isRoot || p.Name != ChecksumKey).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) WriteSorted(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static byte[] Object(IEnumerable<JsonProperty> properties)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var property in properties) property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return json.ToArray();
    }

    private static string? Text(JsonElement root, string key) => root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsNumber(string text, out int number) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);

    private static SavepointException Truncated(string file) => new(SavepointFault.Truncated, $"Savepoint {file} ends too early: a copy of it was cut short.", TakeAnother);

    private static SavepointException Foreign(string file) => new(
        SavepointFault.Foreign, $"{file} is no savepoint, neither one of KongAkka's nor one of Flink's.", "Give the folder of a savepoint or its _metadata.");

    private static SavepointException Damaged(string file, string why, Exception? inner = null) => new(SavepointFault.Damaged, $"Savepoint {file} is damaged: {why}.", TakeAnother, inner);
}
