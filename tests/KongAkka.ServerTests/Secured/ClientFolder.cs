using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Secured;

/// <summary>The files of a client of the secured broker, and the properties that name them.</summary>
internal sealed class ClientFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-client-").FullName;

    public string TrustStore => Path.Combine(_folder, "ca.p12");

    public string KeyStore => Path.Combine(_folder, "client.p12");

    /// <summary>Writes the store of the authority that issues the broker's certificate now.</summary>
    public void WriteTrustStore(SecuredKafka kafka) => File.WriteAllBytes(TrustStore, kafka.Authority.TrustStore());

    /// <summary>Writes a store with a certificate that the broker believes now.</summary>
    public void WriteKeyStore(SecuredKafka kafka, string name, int days = 1) => File.WriteAllBytes(KeyStore, kafka.ClientAuthority.IssueKeyStore(name, days));

    /// <summary>Writes a file of text.</summary>
    /// <returns>Where it is.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Properties for SASL_SSL, by the names of the Java client.</summary>
    public Dictionary<string, string> Sasl(string user, string password = SecuredKafka.Password) => Secured(new()
    {
        ["sasl.mechanism"] = "SCRAM-SHA-512",
        ["sasl.jaas.config"] = $"org.apache.kafka.common.security.scram.ScramLoginModule required username=\"{user}\" password=\"{password}\";",
    });

    /// <summary>Properties for SASL_SSL with a login of its own.</summary>
    public Dictionary<string, string> Secured(Dictionary<string, string> login) => new(login)
    {
        ["security.protocol"] = "SASL_SSL",
        ["ssl.truststore.location"] = TrustStore,
        ["ssl.truststore.password"] = TestAuthority.Password,
        ["ssl.truststore.type"] = "PKCS12",
    };

    /// <summary>The login by a token endpoint, by the names of the Java client.</summary>
    public static Dictionary<string, string> Oidc(TokenEndpoint endpoint, string client, string secret) => new()
    {
        ["sasl.mechanism"] = "OAUTHBEARER",
        ["sasl.login.callback.handler.class"] = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
        ["sasl.oauthbearer.token.endpoint.url"] = endpoint.Address,
        ["sasl.jaas.config"] = $"org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\"{client}\" clientSecret=\"{secret}\";",
    };

    /// <summary>Properties for mutual TLS, by the names of the Java client.</summary>
    public Dictionary<string, string> Mutual() => new()
    {
        ["security.protocol"] = "SSL",
        ["ssl.truststore.location"] = TrustStore,
        ["ssl.truststore.password"] = TestAuthority.Password,
        ["ssl.keystore.location"] = KeyStore,
        ["ssl.keystore.password"] = TestAuthority.Password,
        ["ssl.keystore.type"] = "PKCS12",
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
