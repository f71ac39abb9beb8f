using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>What it means that librdkafka makes no client of properties of which each is right by itself.</summary>
internal static class BuildFailure
{
    // librdkafka's words about files that OpenSSL does not take, and about a key that does not fit its certificate (rdkafka_ssl.c).
    private static readonly string[] OfFiles = ["ssl.ca.location", "ssl.certificate.location", "ssl.key.location", "ssl.keystore.location", "PKCS#12", "Private key check failed"];

    /// <summary>Whether an exception is that of a client that cannot be made.</summary>
    /// <param name="e">The exception.</param>
    public static bool Is(Exception e) => e is InvalidOperationException or ArgumentException or KafkaException;

    /// <summary>The exception that stands for it: one that passes where files may be about to be replaced, of which one comes before the other.</summary>
    /// <param name="e">librdkafka's exception.</param>
    /// <param name="section">The section that the properties stand in.</param>
    /// <param name="properties">The properties.</param>
    public static Exception ToException(Exception e, string section, IReadOnlyDictionary<string, string> properties)
    {
        var what = $"No Kafka client can be made with {section}.properties: {e.Message.TrimEnd('.')}.";
        return ClientFiles.AreNamed(properties) && Array.Exists(OfFiles, word => e.Message.Contains(word, StringComparison.Ordinal))
            ? new KafkaException(new Error(ErrorCode.Local_Authentication, $"{what} Correct the properties, or let the files be replaced whole."), e)
            : new UnrecoverableException(what, "Correct the properties.", e);
    }
}
