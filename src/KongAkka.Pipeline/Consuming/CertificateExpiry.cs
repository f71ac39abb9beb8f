using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Pipeline.Consuming.JavaClient;

namespace KongAkka.Pipeline.Consuming;

/// <summary>When the certificates end that the properties of a source name, in files or as texts.</summary>
public static class CertificateExpiry
{
    /// <summary>Reads them.</summary>
    /// <param name="properties">The properties of the source.</param>
    /// <returns>By what it is for (<c>ca</c>, <c>client</c>) the end of the one that ends first, UTC; what is not named or cannot be read is left out.</returns>
    public static IReadOnlyDictionary<string, DateTime> Read(IReadOnlyDictionary<string, string> properties)
    {
        var named = JavaProperties.Translate(properties).Properties;
        var ends = new Dictionary<string, DateTime>();
        Add("ca", () => Pem(named, "ssl.ca"));
        Add("client", () => named.TryGetValue("ssl.keystore.location", out var store) ? Pkcs12(store, named.GetValueOrDefault("ssl.keystore.password")) : Pem(named, "ssl.certificate"));
        return ends;

        void Add(string use, Func<X509Certificate2Collection> read)
        {
            try
            {
                var certificates = read();
                if (certificates.Count > 0) ends[use] = certificates.Min(c => c.NotAfter.ToUniversalTime());
                foreach (var certificate in certificates) certificate.Dispose();
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                // What a client cannot use it tells itself, with the remedy.
            }
        }
    }

    private static X509Certificate2Collection Pem(Dictionary<string, string> named, string prefix)
    {
        var certificates = new X509Certificate2Collection();
        if (named.TryGetValue($"{prefix}.pem", out var text)) certificates.ImportFromPem(text);
        else if (named.TryGetValue($"{prefix}.location", out var path)) certificates.ImportFromPemFile(path);
        return certificates;
    }

    private static X509Certificate2Collection Pkcs12(string path, string? password) => X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
}
