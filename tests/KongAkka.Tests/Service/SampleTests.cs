using System.Runtime.CompilerServices;
using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service;

public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. Directory.GetFiles(Folder(), "*.conf").Select(f => Path.GetFileName(f)).Where(f => f != ConfigurationLoader.ReferenceName)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_a_configuration_without_faults_or_warnings(string sample)
    {
        var loader = new ConfigurationLoader(name => name switch { "KAFKA_BOOTSTRAP_SERVERS" => "kafka:9092", "STARROCKS_LOAD_URL" => "http://fe:8030", _ => null }, memory: 4L << 30);
        loader.AddFile(Path.Combine(Folder(), sample));
        var configuration = loader.Read(out _);
        Assert.NotEmpty(configuration.Jobs);
        Assert.Empty(configuration.Warnings);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetFullPath("../../../hocon", Path.GetDirectoryName(file)!);
}
