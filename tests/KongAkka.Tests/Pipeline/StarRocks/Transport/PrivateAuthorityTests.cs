using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Tests.Pipeline.StarRocks.Transport;

public sealed class PrivateAuthorityTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly X509Certificate2 _authority = Authority("CN=ca");

    [Fact]
    public async Task A_frontend_with_a_certificate_of_the_authority_is_asked()
    {
        await File.WriteAllTextAsync(_file, _authority.ExportCertificatePem());
        Assert.Equal("here", Assert.IsType<HttpOutcome.Replied>(await AskAsync(_file)).Body);
    }

    [Fact]
    public async Task A_frontend_with_a_certificate_of_another_authority_gets_nothing()
    {
        using var stranger = Authority("CN=stranger");
        await File.WriteAllTextAsync(_file, stranger.ExportCertificatePem());
        Assert.IsType<HttpOutcome.NotReached>(await AskAsync(_file));
        Assert.IsType<HttpOutcome.NotReached>(await AskAsync(null));
    }

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_file);
    }

    private async Task<HttpOutcome> AskAsync(string? authority)
    {
        using var certificate = Issue(_authority);
        await using var frontend = new ScriptedServer(exchange => exchange.ReplyAsync(200, "here")) { Certificate = certificate };
        var settings = new StarRocksSettings { LoadUrls = [frontend.Url], Database = "d", Table = "t", CaCertificate = authority };
        using var http = StarRocksHttp.ForQueries(settings, new NodeHealth(), TimeProvider.System);
        return await http.SendAsync(new HttpCall(HttpMethod.Get), frontend.Url, TimeSpan.FromSeconds(30), default);
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fe", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(30), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
