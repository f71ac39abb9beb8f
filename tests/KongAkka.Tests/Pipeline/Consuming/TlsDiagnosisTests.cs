using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Pipeline.Consuming.Tls;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class TlsDiagnosisTests
{
    private const string Refused = "ssl://kafka.test:9093/bootstrap: Receive failed: error:0A000412:SSL routines::ssl/tls alert bad certificate: SSL alert number 42 (after 0ms in state APIVERSION_QUERY)";
    private const string Unverified = "sasl_ssl://kafka.test:9093/1: SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: broker certificate could not be verified (after 3ms in state SSL_HANDSHAKE)";

    private readonly ManualTime _time = new();
    private readonly List<string> _looked = [];

    [Fact]
    public void A_client_that_has_no_certificate_is_told_to_name_one() =>
        Assert.Contains("the properties name none. Set ssl.keystore.location", Of(Refused, [], null), StringComparison.Ordinal);

    [Fact]
    public void A_clients_certificate_that_has_expired_is_told_with_its_day() =>
        Assert.Contains($"which has expired on {Day(-1)}. Replace", Of(Refused, new() { ["ssl.certificate.pem"] = Certificate(-9, -1).ExportCertificatePem() }, null), StringComparison.Ordinal);

    [Fact]
    public void A_clients_certificate_that_is_valid_has_the_wrong_authority() =>
        Assert.Contains("Take one of an authority that the broker believes", Of(Refused, new() { ["ssl.certificate.pem"] = Certificate(-9, 1).ExportCertificatePem() }, null), StringComparison.Ordinal);

    [Fact]
    public void A_brokers_certificate_that_has_expired_is_told_with_its_day()
    {
        Assert.Contains($"of the broker at kafka.test:9093 has expired on {Day(-1)}.", Of(Unverified, [], Certificate(-9, -1)), StringComparison.Ordinal);
        Assert.Equal(["kafka.test:9093"], _looked);
    }

    [Fact]
    public void A_brokers_certificate_that_has_not_begun_tells_of_the_clock() =>
        Assert.Contains($"begins on {Day(1)}. Set the clock", Of(Unverified, [], Certificate(1, 9)), StringComparison.Ordinal);

    [Fact]
    public void A_brokers_certificate_of_another_authority_is_told_with_its_issuer() =>
        Assert.Contains("issued by CN=somebody, is not believed", Of(Unverified, [], Certificate(-9, 9)), StringComparison.Ordinal);

    [Theory]
    [InlineData("leaf", "CN=intermediate")]
    [InlineData("intermediate", "CN=root")]
    [InlineData("leaf intermediate", "CN=root")]
    [InlineData("intermediate root", null)]
    [InlineData("stranger", null)]
    public void A_chain_without_its_root_is_told_with_who_is_missing(string trusted, string? missing)
    {
        using var chain = new CertificateChain();
        var pem = string.Join('\n', trusted.Split(' ').Select(name => chain[name].ExportCertificatePem()));
        var said = Of(Unverified, new() { ["ssl.ca.pem"] = pem }, X509CertificateLoader.LoadCertificate(chain["leaf"].RawData));
        if (missing is null) Assert.Contains("issued by CN=intermediate, is not believed", said, StringComparison.Ordinal);
        else Assert.Contains($"Add the certificate of {missing}, and those above it", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_shows_no_certificate_is_named() =>
        Assert.Contains("of the broker at kafka.test:9093 cannot be verified", Of(Unverified, [], null), StringComparison.Ordinal);

    [Fact]
    public void An_authority_that_has_expired_is_told_without_a_look_at_the_broker()
    {
        Assert.Contains($"authority has expired on {Day(-1)}", Of(Unverified, new() { ["ssl.ca.pem"] = Certificate(-9, -1).ExportCertificatePem() }, null), StringComparison.Ordinal);
        Assert.Empty(_looked);
    }

    [Theory]
    [InlineData("sasl_ssl://kafka.test:9093/1: SASL authentication error: invalid credentials")]
    [InlineData("ssl://kafka.test:9093/1: Connect to ipv4#127.0.0.1:9093 failed: Connection refused")]
    public void Other_trouble_is_left_as_it_is(string reason) => Assert.Null(Of(reason, [], null));

    [Fact]
    public void The_same_trouble_is_looked_into_once_in_10_s()
    {
        var diagnosis = Diagnosis([], () => null);
        diagnosis.Of(Unverified);
        diagnosis.Of(Unverified);
        Assert.Single(_looked);
        _time.Pass(TimeSpan.FromSeconds(10));
        diagnosis.Of(Unverified);
        Assert.Equal(2, _looked.Count);
    }

    private static string Day(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static X509Certificate2 Certificate(int from, int to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to));
    }

    private string? Of(string reason, Dictionary<string, string> properties, X509Certificate2? shown) => Diagnosis(properties, () => shown).Of(reason)?.ToString();

    private TlsDiagnosis Diagnosis(Dictionary<string, string> properties, Func<X509Certificate2?> shown) => new(
        properties,
        (host, port) =>
        {
            _looked.Add($"{host}:{port}");
            return shown();
        },
        _time);
}
