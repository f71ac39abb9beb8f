using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KongAkka.Tests.Pipeline.Consuming;

/// <summary>A root, an intermediate authority and a leaf, each issued by the one before, and a stranger.</summary>
internal sealed class CertificateChain : IDisposable
{
    private readonly Dictionary<string, X509Certificate2> _all = [];

    public CertificateChain()
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        foreach (var (name, issuer) in ((string, string?)[])[("root", null), ("intermediate", "root"), ("leaf", "intermediate"), ("stranger", null)])
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(name != "leaf", false, 0, true));
            using var issued = issuer is null ? request.CreateSelfSigned(from, to) : request.Create(_all[issuer], from, to, [1, 2, 3]);
            _all[name] = issued.HasPrivateKey ? X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.EphemeralKeySet) : issued.CopyWithPrivateKey(key);
        }
    }

    public X509Certificate2 this[string name] => _all[name];

    public void Dispose()
    {
        foreach (var certificate in _all.Values) certificate.Dispose();
    }
}
