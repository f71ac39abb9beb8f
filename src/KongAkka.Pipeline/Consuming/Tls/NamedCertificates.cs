using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KongAkka.Pipeline.Consuming.Tls;

/// <summary>The certificates that a client's properties name; none where they cannot be read, which the client itself tells with the remedy.</summary>
internal sealed class NamedCertificates : IDisposable
{
    private NamedCertificates(Func<X509Certificate2Collection> read)
    {
        try
        {
            All = read();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            All = [];
        }
    }

    /// <summary>The certificates.</summary>
    public X509Certificate2Collection All { get; }

    /// <summary>When the one ends that ends first, UTC; null when there are none.</summary>
    public DateTime? End => All.Count > 0 ? All.Min(c => c.NotAfter.ToUniversalTime()) : null;

    /// <summary>Those of the authorities that are believed.</summary>
    /// <param name="named">The properties in librdkafka's words.</param>
    public static NamedCertificates OfAuthorities(IReadOnlyDictionary<string, string> named) => new(() => Pem(named, "ssl.ca"));

    /// <summary>Those that the client shows.</summary>
    /// <param name="named">The properties in librdkafka's words.</param>
    public static NamedCertificates OfClient(IReadOnlyDictionary<string, string> named) =>
        new(() => named.TryGetValue("ssl.keystore.location", out var store) ? Pkcs12(store, named.GetValueOrDefault("ssl.keystore.password")) : Pem(named, "ssl.certificate"));

    /// <summary>Who is missing among authorities of which the lower ones are there: librdkafka wants the chain up to its root, as Java does not.</summary>
    /// <param name="shown">The certificate that a broker shows.</param>
    /// <returns>The name of the lowest authority that is missing; null where the root is there, or none of the chain.</returns>
    public string? Missing(X509Certificate2 shown)
    {
        var lower = All.FirstOrDefault(c => c.RawDataMemory.Span.SequenceEqual(shown.RawDataMemory.Span)) ?? All.FirstOrDefault(c => c.Subject == shown.Issuer);
        for (var i = 0; lower is not null && i < All.Count; i++)
        {
            if (lower.Subject == lower.Issuer) return null;
            var name = lower.Issuer;
            lower = All.FirstOrDefault(c => c.Subject == name);
            if (lower is null) return name;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in All) certificate.Dispose();
    }

    private static X509Certificate2Collection Pem(IReadOnlyDictionary<string, string> named, string prefix)
    {
        var certificates = new X509Certificate2Collection();
        if (named.TryGetValue($"{prefix}.pem", out var text)) certificates.ImportFromPem(text);
        else if (named.TryGetValue($"{prefix}.location", out var path)) certificates.ImportFromPemFile(path);
        return certificates;
    }

    private static X509Certificate2Collection Pkcs12(string path, string? password) => X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
}
