using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KongAkka.Tests.Parsing;

/// <summary>Builds record values.</summary>
internal static class RecordText
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A record value of the ordinary shape.</summary>
    public static byte[] Of(string time, string stream, string message) =>
        Encoding.UTF8.GetBytes($$"""{"time":{{Quote(time)}},"stream":{{Quote(stream)}},"message":{{Quote(message)}}}""");

    /// <summary>A JSON string; nothing is escaped that need not be.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Relaxed);
}
