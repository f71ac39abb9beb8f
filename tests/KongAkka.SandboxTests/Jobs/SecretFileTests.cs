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
    [InlineData("password", "sasl.password: \"", " is empty.")]
    [InlineData("ca.p12", "ssl.truststore.location: ", " does not open with ssl.truststore.password")]
    [InlineData("client.p12", "ssl.keystore.location: ", " does not open with ssl.keystore.password")]
    public async Task A_job_that_starts_anew_waits_for_a_file_that_is_just_replaced(string file, string key, string what)
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Produce(1000, partitions: 1);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset, Properties = Properties(run.Spec.Source.Properties) } };
        var whole = new Dictionary<string, byte[]> { ["password"] = "secret"u8.ToArray(), ["ca.p12"] = Store(), ["client.p12"] = Store() };
        foreach (var (name, content) in whole) File.WriteAllBytes(PathOf(name), name != file ? content : name == "password" ? [] : content[..^20]);

        run.Start();
        await Eventually.TrueAsync(() => run.Status.State == JobState.Restarting, () => $"{run.Status}\n{run.Log}");
        Assert.Contains(key, run.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains(PathOf(file), run.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains(what, run.Log.ToString(), StringComparison.Ordinal);

        File.WriteAllBytes(PathOf(file), whole[file]);
        await run.EndedAsync();
        Assert.True(run.Status.State == JobState.Finished, $"{run.Status}\n{run.Log}");
        await run.HoldsExactlyAsync(1000);
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private Dictionary<string, string> Properties(IReadOnlyDictionary<string, string> given) => new(given)
    {
        ["sasl.password"] = $"${{directory:{_folder}:password}}",
        ["ssl.truststore.location"] = PathOf("ca.p12"),
        ["ssl.truststore.password"] = "store",
        ["ssl.keystore.location"] = PathOf("client.p12"),
        ["ssl.keystore.password"] = "store",
    };

    private static byte[] Store()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return certificate.Export(X509ContentType.Pkcs12, "store");
    }
}
