using System.Text;
using System.Text.Json;

namespace KongAkka.Tests.Service.Sampling;

/// <summary>Record values with lines of Kong's log, in the article's format and in others.</summary>
internal static class AccessLines
{
    public static byte[] Article(int i) => Of($"10.0.0.{i % 250} - - [26/Nov/2026:01:00:00 +0000] \"GET /orders/{i}?page=2 HTTP/1.1\" 200 0.{i + 10:000} \"shop-api.example.com\" \"-\"");

    /// <summary>nginx's own format: bytes and referer stand where the article has seconds and host.</summary>
    public static byte[] Combined(int i, string referer) =>
        Of($"10.0.0.{i % 250} - - [26/Nov/2026:01:00:00 +0000] \"GET /orders/{i} HTTP/1.1\" 200 {5120 + i} \"{referer}\" \"curl/8.0\"");

    public static byte[] Of(string message, string stream = "stdout", string time = "2026-11-26T01:00:00.000000Z") =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { time, stream, message }));
}
