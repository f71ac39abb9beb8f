using KongAkka.Pipeline.Consuming.JavaClient;
using KongAkka.Pipeline.Consuming.Tls;

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
        using (var authorities = NamedCertificates.OfAuthorities(named)) Add("ca", authorities);
        using (var client = NamedCertificates.OfClient(named)) Add("client", client);
        return ends;

        void Add(string use, NamedCertificates certificates)
        {
            if (certificates.End is { } end) ends[use] = end;
        }
    }
}
