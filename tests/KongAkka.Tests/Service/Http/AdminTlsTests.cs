using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Pipeline;
using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service.Http;

public sealed class AdminTlsTests : IDisposable
{
    private const string Cancel = $"/jobs/{FakeJobs.RunningId}?mode=cancel";
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-tls-").FullName;
    private readonly X509Certificate2 _authority = Authority("CN=ca");
    private readonly X509Certificate2 _stranger = Authority("CN=stranger");

    [Fact]
    public async Task Everybody_reads_and_the_holder_of_a_certificate_changes()
    {
        await using var host = await AdminHost.StartAsync(Settings());
        Assert.Equal(Uri.UriSchemeHttps, host.Address.Scheme);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, HttpMethod.Get, "/jobs", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(host, HttpMethod.Patch, Cancel, null));
        using var client = Issue(_authority, "CN=operator");
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(host, HttpMethod.Patch, Cancel, client));
        Assert.Contains("by CN=operator from", await host.Log.FirstAsync("change: PATCH"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_opens_no_connection()
    {
        await using var host = await AdminHost.StartAsync(Settings());
        using var client = Issue(_stranger, "CN=operator");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(host, HttpMethod.Patch, Cancel, client));
        Assert.Empty(host.Jobs.Cancelled);
    }

    [Fact]
    public async Task A_file_that_holds_no_certificate_is_named_with_its_key()
    {
        var file = Write("empty.pem", "nothing");
        var e = await Assert.ThrowsAsync<UnrecoverableException>(() => AdminHost.StartAsync(Settings() with { ClientAuthorities = file }));
        Assert.StartsWith($"admin.tls.client-ca: {file} cannot be used", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_with_its_key()
    {
        var e = await Assert.ThrowsAsync<UnrecoverableException>(() => AdminHost.StartAsync(new AdminSettings { Certificate = Path.Combine(_folder, "none.pem") }));
        Assert.StartsWith("admin.tls.certificate: ", e.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        Directory.Delete(_folder, true);
    }

    private AdminSettings Settings()
    {
        using var server = Issue(_authority, "CN=localhost");
        return new AdminSettings
        {
            Certificate = Write("server.pem", server.ExportCertificatePem() + "\n" + server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            ClientAuthorities = Write("ca.pem", _authority.ExportCertificatePem()),
        };
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<HttpStatusCode> SendAsync(AdminHost host, HttpMethod method, string path, X509Certificate2? certificate)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        if (certificate is not null) handler.ClientCertificates.Add(certificate);
        using var http = new HttpClient(handler) { BaseAddress = host.Address };
        using var response = await http.SendAsync(new HttpRequestMessage(method, path));
        return response.StatusCode;
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(30), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
