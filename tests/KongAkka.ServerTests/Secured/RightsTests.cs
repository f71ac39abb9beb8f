using System.Runtime.CompilerServices;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Secured;

[Collection(SecuredKafkaGroup.Name)]
public sealed class RightsTests(SecuredKafka kafka) : IDisposable
{
    private readonly ClientFolder _files = new();

    public void Dispose() => _files.Dispose();

    [KafkaFact]
    public async Task The_rights_that_the_README_gives_are_enough_for_the_main_job()
    {
        var (user, topic, group) = (await kafka.NewUserAsync(), await kafka.NewTopicAsync(), kafka.NewName("group"));
        var commands = Commands();
        Assert.Equal(2, commands.Count);
        foreach (var command in commands)
        {
            var arguments = command.Replace("…", kafka.OpenServers, StringComparison.Ordinal).Replace("kongakka-access-log", group, StringComparison.Ordinal)
                .Replace("kong-log", topic, StringComparison.Ordinal).Replace("User:kongakka", $"User:{user}", StringComparison.Ordinal).Split(' ');
            await KafkaScript.RunAsync(["run", "org.apache.kafka.tools.AclCommand", .. arguments[1..]]);
        }

        _files.WriteTrustStore(kafka);
        await using var job = await SecuredJob.NewAsync(kafka.SecuredServers, topic, group, _files.Sasl(user));
        await job.ReadsAsync(kafka, topic);
    }

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mutual_TLS_works_by_the_names_of_the_Java_client_and_by_those_of_librdkafka(bool isJava)
    {
        var (topic, group) = (await kafka.NewTopicAsync(), kafka.NewName("group"));
        await kafka.AllowReadingAsync("CN=mutual", topic, group);
        await using var job = await SecuredJob.NewAsync(kafka.MutualServers, topic, group, isJava ? JavaNames() : NativeNames());
        await job.ReadsAsync(kafka, topic);
    }

    private Dictionary<string, string> JavaNames()
    {
        _files.WriteTrustStore(kafka);
        _files.WriteKeyStore(kafka, "mutual");
        return _files.Mutual();
    }

    private Dictionary<string, string> NativeNames()
    {
        var client = _files.Write("client.pem", kafka.ClientAuthority.IssuePem("mutual"));
        return new Dictionary<string, string>
        {
            ["security.protocol"] = "SSL",
            ["ssl.ca.location"] = _files.Write("ca.pem", kafka.Authority.Pem),
            ["ssl.certificate.location"] = client,
            ["ssl.key.location"] = client,
        };
    }

    private static List<string> Commands([CallerFilePath] string thisFile = "")
    {
        var folder = new FileInfo(thisFile).Directory!;
        while (!File.Exists(Path.Combine(folder.FullName, "KongAkka.sln"))) folder = folder.Parent!;
        return [.. File.ReadLines(Path.Combine(folder.FullName, "README.md")).Where(line => line.StartsWith("kafka-acls.sh ", StringComparison.Ordinal))];
    }
}
