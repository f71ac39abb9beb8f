using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Jobs;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Files of secrets that are half written, or away, when a job starts anew.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("password", "sasl.password: \"", " cannot be read: ")]
    [InlineData("ca.p12", "ssl.truststore.location: ", " does not open with ssl.truststore.password")]
    public async Task A_job_that_starts_anew_waits_for_a_file_that_is_just_replaced(string file, string key, string what)
    {
        var whole = new Dictionary<string, byte[]> { ["password"] = "secret"u8.ToArray(), ["ca.p12"] = Store() };
        foreach (var (name, content) in whole) File.WriteAllBytes(PathOf(name), name == file ? content[..^(content.Length / 2)] : content);
        if (file == "password") File.Delete(PathOf(file));
        await using var run = await RestartingAsync(new()
        {
            ["sasl.username"] = "kong",
            ["sasl.password"] = $"${{directory:{_folder}:password}}",
            ["ssl.truststore.location"] = PathOf("ca.p12"),
            ["ssl.truststore.password"] = "store",
        });
        Assert.All([key, PathOf(file), what], part => Assert.Contains(part, run.Log.ToString(), StringComparison.Ordinal));

        File.WriteAllBytes(PathOf(file), whole[file]);
        await run.EndedAsync();
        Assert.True(run.Status.State == JobState.Finished, $"{run.Status}\n{run.Log}");
        await run.HoldsExactlyAsync(1000);
    }

    [Fact]
    public async Task A_job_that_starts_anew_waits_for_a_key_store_that_is_whole()
    {
        File.WriteAllBytes(PathOf("client.p12"), Store()[..^20]);
        await WaitsForKeyAsync(
            new() { ["ssl.keystore.location"] = PathOf("client.p12"), ["ssl.keystore.password"] = "store" },
            $"source.properties: ssl.keystore.location: {PathOf("client.p12")} does not open with ssl.keystore.password: ",
            () => File.WriteAllBytes(PathOf("client.p12"), Store()));
    }

    [Fact]
    public async Task A_job_that_starts_anew_waits_for_the_key_that_fits_its_certificate()
    {
        using var before = Certificate();
        using var after = Certificate();
        File.WriteAllText(PathOf("client.pem"), after.ExportCertificatePem());
        File.WriteAllText(PathOf("client.key"), before.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await WaitsForKeyAsync(
            new() { ["ssl.certificate.location"] = PathOf("client.pem"), ["ssl.key.location"] = PathOf("client.key") },
            "No Kafka client can be made with source.properties: ",
            () => File.WriteAllText(PathOf("client.key"), after.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));
    }

    private static async Task WaitsForKeyAsync(Dictionary<string, string> properties, string trouble, Action mend)
    {
        properties["security.protocol"] = "SSL";
        await using var run = await RestartingAsync(properties);
        Assert.Contains(trouble, run.Log.ToString(), StringComparison.Ordinal);
        mend();
        // The brokers here know no TLS: the client is made, and that is all that can be seen.
        await Eventually.TrueAsync(() => run.Log.CountOf("does not answer") > 0, () => $"{run.Status}\n{run.Log}");
    }

    private static async Task<JobRun> RestartingAsync(Dictionary<string, string> properties)
    {
        var run = await JobRun.CreateAsync(partitions: 1);
        run.Produce(1000, partitions: 1);
        foreach (var (key, value) in run.Spec.Source.Properties) properties.TryAdd(key, value);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset, Properties = properties } };
        run.Start();
        await Eventually.TrueAsync(() => run.Status.State == JobState.Restarting, () => $"{run.Status}\n{run.Log}");
        return run;
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private static byte[] Store()
    {
        using var certificate = Certificate();
        return certificate.Export(X509ContentType.Pkcs12, "store");
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
