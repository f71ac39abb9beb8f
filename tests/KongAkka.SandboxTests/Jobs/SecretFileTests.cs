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
    [InlineData("ca.p12", "ssl.truststore.location: ", " is neither PKCS12 nor PEM.")]
    public async Task A_job_that_starts_anew_waits_for_a_file_that_is_just_replaced(string file, string key, string what)
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Produce(1000, partitions: 1);
        var path = Path.Combine(_folder, file);
        if (file == "ca.p12") File.WriteAllText(path, "half of");
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset, Properties = Properties(run.Spec.Source.Properties) } };
        if (file != "ca.p12") File.WriteAllBytes(Path.Combine(_folder, "ca.p12"), TrustStore());
        if (file != "password") File.WriteAllText(Path.Combine(_folder, "password"), "secret");

        run.Start();
        await Eventually.TrueAsync(() => run.Status.State == JobState.Restarting, () => $"{run.Status}\n{run.Log}");
        Assert.Contains(key, run.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains(path, run.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains(what, run.Log.ToString(), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_folder, "password"), "secret");
        File.WriteAllBytes(Path.Combine(_folder, "ca.p12"), TrustStore());
        await run.EndedAsync();
        Assert.True(run.Status.State == JobState.Finished, $"{run.Status}\n{run.Log}");
        await run.HoldsExactlyAsync(1000);
    }

    private Dictionary<string, string> Properties(IReadOnlyDictionary<string, string> given) => new(given)
    {
        ["sasl.password"] = $"${{directory:{_folder}:password}}",
        ["ssl.truststore.location"] = Path.Combine(_folder, "ca.p12"),
        ["ssl.truststore.password"] = "store",
    };

    private static byte[] TrustStore()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return certificate.Export(X509ContentType.Pkcs12, "store");
    }
}
