using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.ServerTests.Kafka;

/// <summary>A broker with an authorizer and certificates of the tests' own. Who comes by the plain listener may do everything; others what they were allowed.</summary>
public sealed class SecuredKafka : IAsyncLifetime
{
    /// <summary>The password of every user.</summary>
    public const string Password = "kong-secret";

    /// <summary>The one user of PLAIN.</summary>
    public const string PlainUser = "plain";

    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-secured-").FullName;
    private readonly int _port = KafkaScript.FreePorts(5);
    private int _names;

    /// <summary>Issues the certificates of the broker.</summary>
    public TestAuthority Authority { get; private set; } = new("kong-test-ca");

    /// <summary>Issues the certificates of the clients that the broker believes.</summary>
    public TestAuthority ClientAuthority { get; private set; } = new("kong-test-clients");

    public string OpenServers => $"127.0.0.1:{_port}";

    /// <summary>SASL_SSL.</summary>
    public string SecuredServers => $"127.0.0.1:{_port + 2}";

    /// <summary>SSL; clients need a certificate.</summary>
    public string MutualServers => $"127.0.0.1:{_port + 3}";

    /// <summary>SASL_SSL with a certificate that has expired.</summary>
    public string ExpiredServers => $"127.0.0.1:{_port + 4}";

    public async Task InitializeAsync()
    {
        Librdkafka.EnsureUsable();
        if (KafkaScript.Path is null) return;
        IssueCertificates();
        var properties = Path.Combine(_folder, "server.properties");
        File.WriteAllText(properties, Properties());
        await KafkaScript.RunAsync("run", "kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", properties);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (KafkaScript.Path is not null) await KafkaScript.RunAsync("stop", _folder);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
            Authority.Dispose();
            ClientAuthority.Dispose();
        }
    }

    /// <summary>Starts the broker anew with certificates of other authorities.</summary>
    public async Task ChangeAuthoritiesAsync()
    {
        await KafkaScript.RunAsync("stop", _folder);
        Authority.Dispose();
        ClientAuthority.Dispose();
        (Authority, ClientAuthority) = (new TestAuthority("kong-next-ca"), new TestAuthority("kong-next-clients"));
        IssueCertificates();
        await StartAsync();
    }

    public string NewName(string kind) => $"{kind}-{Interlocked.Increment(ref _names)}";

    public IAdminClient Admin() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = OpenServers }).Build();

    public async Task<string> NewTopicAsync(int partitions = 1)
    {
        var topic = NewName("topic");
        using var admin = Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1 }]);
        return topic;
    }

    /// <summary>Adds a user of SCRAM, who may do nothing as yet.</summary>
    public async Task<string> NewUserAsync(ScramMechanism mechanism = ScramMechanism.ScramSha512)
    {
        var user = NewName("user");
        await SetPasswordAsync(user, Password, mechanism);
        return user;
    }

    /// <summary>Gives a user of SCRAM a password, instead of the one before.</summary>
    public async Task SetPasswordAsync(string user, string password, ScramMechanism mechanism = ScramMechanism.ScramSha512)
    {
        using var admin = Admin();
        await admin.AlterUserScramCredentialsAsync(
        [
            new UserScramCredentialUpsertion
            {
                User = user,
                ScramCredentialInfo = new ScramCredentialInfo { Mechanism = mechanism, Iterations = 4096 },
                Password = Encoding.UTF8.GetBytes(password),
            },
        ]);
    }

    /// <summary>Allows a principal to do something.</summary>
    public async Task AllowAsync(string principal, ResourceType type, string name, params AclOperation[] operations)
    {
        using var admin = Admin();
        await admin.CreateAclsAsync(operations.Select(operation => new AclBinding
        {
            Pattern = new ResourcePattern { Type = type, Name = name, ResourcePatternType = ResourcePatternType.Literal },
            Entry = new AccessControlEntry { Principal = $"User:{principal}", Host = "*", Operation = operation, PermissionType = AclPermissionType.Allow },
        }));
    }

    /// <summary>Allows a principal to read a topic by a group.</summary>
    public async Task AllowReadingAsync(string principal, string topic, string group)
    {
        await AllowAsync(principal, ResourceType.Topic, topic, AclOperation.Read, AclOperation.Describe);
        await AllowAsync(principal, ResourceType.Group, group, AclOperation.Read);
    }

    /// <summary>Writes records to the first partition.</summary>
    public void Produce(string topic, IEnumerable<string> values)
    {
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = OpenServers, EnableIdempotence = true }).SetLogHandler((_, _) => { }).Build();
        foreach (var value in values) producer.Produce(new TopicPartition(topic, 0), new Message<Null, string> { Value = value });
        producer.Flush();
    }

    private Task StartAsync() => KafkaScript.RunAsync("start", _folder, $"{_port}");

    private void IssueCertificates()
    {
        File.WriteAllText(Path.Combine(_folder, "server.pem"), Authority.IssuePem("broker"));
        File.WriteAllText(Path.Combine(_folder, "expired.pem"), Authority.IssuePem("broker", days: -1));
        File.WriteAllText(Path.Combine(_folder, "clients.pem"), ClientAuthority.Pem);
    }

    private string Properties() => $"""
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:{_port + 1}
        listeners=PLAINTEXT://{OpenServers},CONTROLLER://127.0.0.1:{_port + 1},SECURED://{SecuredServers},MUTUAL://{MutualServers},EXPIRED://{ExpiredServers}
        advertised.listeners=PLAINTEXT://{OpenServers},SECURED://{SecuredServers},MUTUAL://{MutualServers},EXPIRED://{ExpiredServers}
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL,MUTUAL:SSL,EXPIRED:SASL_SSL
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        sasl.enabled.mechanisms=SCRAM-SHA-512
        listener.name.secured.sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256,PLAIN,OAUTHBEARER
        listener.name.secured.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
        listener.name.secured.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
        listener.name.secured.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_{PlainUser}="{Password}";
        listener.name.secured.oauthbearer.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;
        listener.name.expired.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
        ssl.keystore.type=PEM
        ssl.keystore.location={_folder}/server.pem
        ssl.truststore.type=PEM
        ssl.truststore.location={_folder}/clients.pem
        listener.name.expired.ssl.keystore.type=PEM
        listener.name.expired.ssl.keystore.location={_folder}/expired.pem
        listener.name.mutual.ssl.client.auth=required
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:ANONYMOUS
        log.dirs={_folder}/data
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        group.initial.rebalance.delay.ms=0
        auto.create.topics.enable=false
        """;
}
