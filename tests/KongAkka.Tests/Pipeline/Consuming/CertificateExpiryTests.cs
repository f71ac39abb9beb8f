using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class CertificateExpiryTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-certificates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_end_among_the_certificates_of_a_trust_store_counts()
    {
        using var early = Certificate(days: 10);
        using var late = Certificate(days: 100);
        var store = Path.Combine(_folder, "ca.p12");
        File.WriteAllBytes(store, new X509Certificate2Collection { X509CertificateLoader.LoadCertificate(late.RawData), X509CertificateLoader.LoadCertificate(early.RawData) }.Export(X509ContentType.Pkcs12, "changeit")!);
        AssertDays(10, "ca", new() { ["ssl.truststore.location"] = store, ["ssl.truststore.password"] = "changeit" });
    }

    [Fact]
    public void Certificates_are_read_from_PEM_files_texts_and_the_clients_own_store()
    {
        using var certificate = Certificate(days: 20);
        var pem = Path.Combine(_folder, "ca.pem");
        File.WriteAllText(pem, certificate.ExportCertificatePem());
        AssertDays(20, "ca", new() { ["ssl.ca.location"] = pem });
        AssertDays(20, "client", new() { ["ssl.certificate.pem"] = certificate.ExportCertificatePem() });
        var store = Path.Combine(_folder, "client.p12");
        File.WriteAllBytes(store, certificate.Export(X509ContentType.Pkcs12, "k"));
        AssertDays(20, "client", new() { ["ssl.keystore.location"] = store, ["ssl.keystore.password"] = "k" });
    }

    [Fact]
    public void What_is_not_named_or_cannot_be_read_is_left_out()
    {
        Assert.Empty(CertificateExpiry.Read(new Dictionary<string, string>()));
        Assert.Empty(CertificateExpiry.Read(new Dictionary<string, string> { ["ssl.ca.location"] = Path.Combine(_folder, "none.pem"), ["ssl.certificate.pem"] = "nonsense" }));
    }

    private static X509Certificate2 Certificate(int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(days));
    }

    private static void AssertDays(int days, string use, Dictionary<string, string> properties)
    {
        var (name, end) = Assert.Single(CertificateExpiry.Read(properties));
        Assert.Equal((use, days), (name, (int)Math.Round((end - Now.UtcDateTime).TotalDays)));
    }
}
