using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KongAkka.ServerTests.Kafka;

/// <summary>An authority of its own that issues certificates to brokers and clients.</summary>
public sealed class TestAuthority : IDisposable
{
    /// <summary>The password of every store.</summary>
    public const string Password = "changeit";

    private readonly X509Certificate2 _authority;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
    }

    /// <summary>Its own certificate.</summary>
    public string Pem => _authority.ExportCertificatePem();

    /// <summary>Its own certificate as a PKCS12 store.</summary>
    public byte[] TrustStore() => X509CertificateLoader.LoadCertificate(_authority.RawData).Export(X509ContentType.Pkcs12, Password)!;

    /// <summary>A certificate with its key as PEM, the key first: for the broker, or for the properties of librdkafka.</summary>
    public string IssuePem(string name, int days = 1)
    {
        using var issued = Issue(name, days);
        return $"{issued.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n{issued.ExportCertificatePem()}\n";
    }

    /// <summary>A certificate with its key as a PKCS12 store.</summary>
    public byte[] IssueKeyStore(string name, int days = 1)
    {
        using var issued = Issue(name, days);
        return issued.Export(X509ContentType.Pkcs12, Password)!;
    }

    public void Dispose() => _authority.Dispose();

    private X509Certificate2 Issue(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_authority, DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(days), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
