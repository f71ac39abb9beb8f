using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service;

public sealed class SampleTests : IDisposable
{
    private const string Password = "changeit";
    private readonly string _trustStore = Path.Combine(Directory.CreateTempSubdirectory("kongakka-sample-").FullName, "ca.p12");

    public SampleTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=sample", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllBytes(_trustStore, certificate.Export(X509ContentType.Pkcs12, Password));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_trustStore)!, recursive: true);

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Folder(), "*.conf").Select(f => Path.GetFileName(f)).Where(f => f != ConfigurationLoader.ReferenceName)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_a_configuration_without_faults_or_warnings(string sample)
    {
        var loader = new ConfigurationLoader(Environment, memory: 4L << 30);
        loader.AddFile(Path.Combine(Folder(), sample));
        var configuration = loader.Read(out _);
        Assert.NotEmpty(configuration.Jobs);
        Assert.Empty(configuration.Warnings);
    }

    /// <summary>What must be set and no more.</summary>
    private string? Environment(string name) => name switch
    {
        "KAFKA_BOOTSTRAP_SERVERS" => "kafka:9092",
        "KAFKA_USERNAME" or "KAFKA_PASSWORD" => "kong",
        "KAFKA_TRUSTSTORE" => _trustStore,
        "KAFKA_TRUSTSTORE_PASSWORD" => Password,
        "STARROCKS_LOAD_URL" => "http://fe:8030",
        _ => null,
    };

    private static string Folder([CallerFilePath] string file = "") => Path.GetFullPath("../../../hocon", Path.GetDirectoryName(file)!);
}
