using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using KongAkka.Pipeline.Consuming.JavaClient;

namespace KongAkka.Pipeline.Consuming.Tls;

/// <summary>
/// Tells what is behind librdkafka's word that TLS failed, from the client's own certificates and the one that the broker shows. The same trouble is looked into
/// at most once in 10 s.
/// </summary>
/// <param name="properties">The client's properties as they are given.</param>
/// <param name="look">Looks at the certificate of the broker at a host and port.</param>
/// <param name="time">The clock.</param>
internal sealed partial class TlsDiagnosis(IReadOnlyDictionary<string, string> properties, Func<string, int, X509Certificate2?> look, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private TlsTrouble? _last;
    private bool _wasOfClient;
    private long _looked;

    /// <summary>What is wrong.</summary>
    /// <param name="reason">librdkafka's word: <c>ssl://host:port/…: what happened</c>.</param>
    /// <returns>The trouble; null when the word is about something else.</returns>
    public TlsTrouble? Of(string reason)
    {
        var isOfClient = RefusesClient(reason);
        if (!isOfClient && !reason.Contains("certificate verify failed", StringComparison.Ordinal)) return null;
        lock (_gate)
        {
            if (_last is not null && _wasOfClient == isOfClient && time.GetElapsedTime(_looked) < LookEvery) return _last;
            _last = isOfClient ? OfClient() : OfBroker(reason);
            (_wasOfClient, _looked) = (isOfClient, time.GetTimestamp());
            return _last;
        }
    }

    /// <summary>Whether a word of librdkafka's is that the broker does not accept this client, which TLS says by an alert.</summary>
    /// <param name="reason">The word.</param>
    public static bool RefusesClient(string reason) => reason.Contains("SSL alert number", StringComparison.Ordinal);

    private TlsTrouble OfClient()
    {
        if (!properties.Keys.Any(k => k.StartsWith("ssl.keystore.", StringComparison.Ordinal) || k.StartsWith("ssl.certificate.", StringComparison.Ordinal)))
            return new TlsTrouble("The broker wants a certificate of the client, and the properties name none", "Set ssl.keystore.location and ssl.keystore.password, or ssl.certificate.location and ssl.key.location.");
        return CertificateExpiry.Read(properties).TryGetValue("client", out var end) && end < Now
            ? new TlsTrouble($"The broker does not accept the client's certificate, which has expired on {Date(end)}", "Replace its file by a new one.")
            : new TlsTrouble("The broker does not accept the client's certificate", "Take one of an authority that the broker believes (its ssl.truststore), with a name that it knows.");
    }

    private TlsTrouble OfBroker(string reason)
    {
        using var authorities = NamedCertificates.OfAuthorities(JavaProperties.Translate(properties).Properties);
        if (authorities.End is { } end && end < Now)
            return new TlsTrouble($"The certificate of the brokers' authority has expired on {Date(end)}", "Replace the file that ssl.truststore.location or ssl.ca.location names.");
        if (Address().Match(reason) is not { Success: true } address || !int.TryParse(address.Groups["port"].Value, CultureInfo.InvariantCulture, out var port)) return Unknown("the broker");
        var broker = $"the broker at {address.Groups["host"].Value}:{port}";
        using var shown = look(address.Groups["host"].Value.Trim('[', ']'), port);
        return shown switch
        {
            null => Unknown(broker),
            _ when shown.NotAfter.ToUniversalTime() < Now => new TlsTrouble($"The certificate of {broker} has expired on {Date(shown.NotAfter)}", "Have the broker given a new one."),
            _ when shown.NotBefore.ToUniversalTime() > Now => new TlsTrouble($"The certificate of {broker} begins on {Date(shown.NotBefore)}", "Set the clock of this machine right."),
            _ when authorities.Missing(shown) is { } missing => new TlsTrouble(
                $"The certificate of {broker} is not believed: {missing}, which is above it, is not in the file that ssl.truststore.location or ssl.ca.location names",
                $"Add the certificate of {missing}, and those above it up to the root: librdkafka does not believe a chain without its root, as Java does."),
            _ => new TlsTrouble(
                $"The certificate of {broker}, issued by {shown.Issuer}, is not believed, or is for another host",
                "Put the certificate of that authority into the file that ssl.truststore.location or ssl.ca.location names, and use the host's name as the certificate has it."),
        };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static TlsTrouble Unknown(string broker) =>
        new($"The certificate of {broker} cannot be verified", "Put the certificate of its authority into the file that ssl.truststore.location or ssl.ca.location names.");

    private static string Date(DateTime end) => end.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"ssl://(?<host>\[[^\]]+\]|[^:/]+):(?<port>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
