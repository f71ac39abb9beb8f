using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KongAkka.Pipeline.Consuming.JavaClient;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class JavaPropertiesTests : IDisposable
{
    private const string Scram = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-stores-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Translation Translate(params (string Key, string Value)[] properties) => JavaProperties.Translate(properties.ToDictionary(p => p.Key, p => p.Value));

    private static PropertyFault FaultOf(params (string Key, string Value)[] properties) => Assert.Single(Translate(properties).Faults);

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    private static string Pem(string label, string headers = "") => $"-----BEGIN {label}-----\n{headers}AAAA\n-----END {label}-----\n";

    [Theory]
    [InlineData(Scram)]
    [InlineData("org.apache.flink.kafka.shaded." + Scram)]
    [InlineData("org.apache.kafka.common.security.plain.PlainLoginModule")]
    public void The_user_and_password_of_a_login_line_are_librdkafkas(string module)
    {
        var translation = Translate(("sasl.mechanism", "SCRAM-SHA-512"), ("sasl.jaas.config", $"{module} required username=\"kong\" password=\"p=;'w\\\"d\\\\\";"));
        Assert.Empty(translation.Faults);
        Assert.Equal(new Dictionary<string, string> { ["sasl.mechanism"] = "SCRAM-SHA-512", ["sasl.username"] = "kong", ["sasl.password"] = "p=;'w\"d\\" }, translation.Properties);
    }

    [Theory]
    [InlineData(Scram + "\n  required\n  username = 'kong'\n  password = secret ;", "secret")]
    [InlineData(Scram + " REQUIRED username='kong' password='a\"b c';", "a\"b c")]
    [InlineData(Scram + " required username=\"kong\" password=\"\";", "")]
    public void A_login_line_may_be_written_in_each_form_that_Java_reads(string line, string password)
    {
        var translation = Translate(("sasl.mechanism", "SCRAM-SHA-256"), ("sasl.jaas.config", line));
        Assert.Empty(translation.Faults);
        Assert.Equal(("kong", password), (translation.Properties["sasl.username"], translation.Properties["sasl.password"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("secret")]
    [InlineData(Scram + " required username=\"kong\" password=\"secret\"")]
    [InlineData(Scram + " required username=\"kong\" password=\"secret;")]
    [InlineData(Scram + " needed username=\"kong\" password=\"secret\";")]
    [InlineData(Scram + " required username \"kong\" password=\"secret\";")]
    [InlineData(Scram + " required username=\"kong\" password=\"secret\"; " + Scram + " required;")]
    [InlineData(Scram + " required password=\"secret\";")]
    [InlineData(Scram + " required username=\"kong\" password=\"secret\" tokenauth=true;")]
    [InlineData("com.sun.security.auth.module.Krb5LoginModule required keyTab=\"secret\";")]
    [InlineData("com.corp.VaultLoginModule required path=\"secret\";")]
    [InlineData("org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"secret\";")]
    [InlineData("org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\"secret\";")]
    public void A_login_line_that_cannot_be_used_is_refused_without_telling_its_secret(string line)
    {
        var fault = FaultOf(("sasl.mechanism", "SCRAM-SHA-512"), ("sasl.jaas.config", line));
        Assert.Equal("sasl.jaas.config", fault.Key);
        Assert.DoesNotContain("secret", fault.What + fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_line_needs_its_mechanism() =>
        Assert.Contains("sasl.mechanism is missing", FaultOf(("sasl.jaas.config", Scram + " required username=\"u\" password=\"p\";")).What, StringComparison.Ordinal);

    [Fact]
    public void A_user_is_not_given_twice() =>
        Assert.Contains("sasl.username", FaultOf(("sasl.mechanism", "PLAIN"), ("sasl.username", "other"), ("sasl.jaas.config", Scram + " required username=\"u\" password=\"p\";")).What, StringComparison.Ordinal);

    [Fact]
    public void Client_credentials_become_OIDC()
    {
        var translation = Translate(
            ("sasl.mechanism", "OAUTHBEARER"),
            ("sasl.oauthbearer.token.endpoint.url", "https://id/token"),
            ("sasl.login.callback.handler.class", "org.apache.kafka.common.security.oauthbearer.secured.OAuthBearerLoginCallbackHandler"),
            ("sasl.jaas.config", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\"kong\" clientSecret=\"s\" scope=\"logs\";"));
        Assert.Empty(translation.Faults);
        Assert.Equal(
            ("oidc", "kong", "s", "logs", "https://id/token"),
            (translation.Properties["sasl.oauthbearer.method"], translation.Properties["sasl.oauthbearer.client.id"], translation.Properties["sasl.oauthbearer.client.secret"],
            translation.Properties["sasl.oauthbearer.scope"], translation.Properties["sasl.oauthbearer.token.endpoint.url"]));
        Assert.All(translation.Properties, p => Assert.Null(NativeConf.Fault(p.Key, p.Value)));
    }

    [Fact]
    public void A_handler_of_somebody_elses_is_refused() =>
        Assert.Contains("class of Java", FaultOf(("sasl.login.callback.handler.class", "com.corp.Handler")).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("PKCS12")]
    [InlineData("JKS")]
    public void The_certificates_of_a_PKCS12_trust_store_are_given_as_PEM_whatever_its_type_says(string type)
    {
        using var certificate = Certificate();
        using var second = Certificate();
        var store = Write("ca.p12", new X509Certificate2Collection { X509CertificateLoader.LoadCertificate(certificate.RawData), X509CertificateLoader.LoadCertificate(second.RawData) }.Export(X509ContentType.Pkcs12, "changeit")!);
        var translation = Translate(("ssl.truststore.location", store), ("ssl.truststore.password", "changeit"), ("ssl.truststore.type", type));
        Assert.Empty(translation.Faults);
        var (name, pem) = Assert.Single(translation.Properties);
        Assert.Equal("ssl.ca.pem", name);
        var read = new X509Certificate2Collection();
        read.ImportFromPem(pem);
        Assert.Equal(new[] { certificate.Thumbprint, second.Thumbprint }.Order(), read.Select(c => c.Thumbprint).Order());
        Assert.Null(NativeConf.Fault(name, pem));
    }

    [Theory]
    [InlineData("wrong-secret", "does not open with ssl.truststore.password")]
    [InlineData(null, "does not open without a password")]
    public void A_trust_store_that_does_not_open_is_named_with_its_remedy(string? password, string what)
    {
        using var certificate = Certificate();
        var store = Write("ca.p12", certificate.Export(X509ContentType.Pkcs12, "changeit"));
        var fault = password is null ? FaultOf(("ssl.truststore.location", store)) : FaultOf(("ssl.truststore.location", store), ("ssl.truststore.password", password));
        Assert.Equal("ssl.truststore.location", fault.Key);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.Contains(store, fault.What, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.What + fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssl.truststore.location")]
    [InlineData("ssl.keystore.location")]
    public void A_JKS_store_is_refused_with_the_command_that_converts_it(string key)
    {
        var store = Write("store.jks", [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2]);
        Assert.Equal($"Convert it: keytool -importkeystore -srckeystore {store} -destkeystore {_folder}/store.p12 -deststoretype PKCS12", FaultOf((key, store)).Remedy);
    }

    [Theory]
    [InlineData("ssl.truststore.location")]
    [InlineData("ssl.keystore.location")]
    public void A_store_of_no_known_kind_and_one_that_is_not_there_are_refused(string key)
    {
        Assert.Contains("neither PKCS12 nor PEM", FaultOf((key, Write("junk", [1, 2, 3]))).What, StringComparison.Ordinal);
        Assert.Contains("cannot be read", FaultOf((key, Path.Combine(_folder, "missing"))).What, StringComparison.Ordinal);
    }

    [Fact]
    public void PEM_stores_are_given_by_their_files()
    {
        var store = Write("all.pem", Encoding.UTF8.GetBytes(Pem("CERTIFICATE") + Pem("ENCRYPTED PRIVATE KEY")));
        var translation = Translate(("ssl.truststore.location", store), ("ssl.truststore.type", "PEM"), ("ssl.keystore.location", store), ("ssl.keystore.type", "PEM"), ("ssl.key.password", "k"));
        Assert.Empty(translation.Faults);
        Assert.Equal(
            new Dictionary<string, string> { ["ssl.key.password"] = "k", ["ssl.ca.location"] = store, ["ssl.certificate.location"] = store, ["ssl.key.location"] = store }, translation.Properties);
    }

    [Theory]
    [InlineData("ssl.truststore.location", "CERTIFICATE")]
    [InlineData("ssl.keystore.location", "CERTIFICATE")]
    [InlineData("ssl.keystore.location", "PRIVATE KEY")]
    [InlineData("ssl.ca.location", "CERTIFICATE")]
    [InlineData("ssl.certificate.location", "CERTIFICATE")]
    [InlineData("ssl.key.location", "PRIVATE KEY")]
    public void A_PEM_file_that_is_not_whole_is_a_fault_of_the_file(string key, string label)
    {
        var whole = Pem("CERTIFICATE") + Pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n");
        Assert.Empty(Translate(("security.protocol", "SASL_SSL"), (key, Write("whole.pem", Encoding.UTF8.GetBytes(whole)))).Faults);
        var half = Write("half.pem", Encoding.UTF8.GetBytes(whole.Replace($"{label}-----\n", "", StringComparison.Ordinal)));
        var fault = FaultOf(("security.protocol", "SASL_SSL"), (key, half));
        Assert.Equal((key, true), (fault.Key, fault.IsInFile));
        Assert.Contains($"{half} holds no whole \"-----BEGIN {label}-----\"", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("probe")]
    [InlineData("/etc")]
    public void Authorities_may_be_a_folder_or_the_systems_own(string place) => Assert.Empty(Translate(("security.protocol", "ssl"), ("ssl.ca.location", place)).Faults);

    [Theory]
    [InlineData("PLAINTEXT")]
    [InlineData("SASL_PLAINTEXT")]
    public void Without_TLS_no_PEM_file_is_looked_at(string protocol) => Assert.Empty(Translate(("security.protocol", protocol), ("ssl.ca.location", "/missing")).Faults);

    [Theory]
    [InlineData("k", 20, "does not open with ssl.keystore.password")]
    [InlineData("other-secret", int.MaxValue, "does not open with ssl.keystore.password")]
    [InlineData(null, int.MaxValue, "does not open without a password")]
    public void A_key_store_that_does_not_open_is_a_fault_of_the_file(string? password, int bytes, string what)
    {
        using var certificate = Certificate();
        var content = certificate.Export(X509ContentType.Pkcs12, "k");
        var store = Write("client.p12", content[..Math.Min(bytes, content.Length)]);
        var fault = password is null ? FaultOf(("security.protocol", "SSL"), ("ssl.keystore.location", store)) : FaultOf(("security.protocol", "SSL"), ("ssl.keystore.location", store), ("ssl.keystore.password", password));
        Assert.Equal(("ssl.keystore.location", true), (fault.Key, fault.IsInFile));
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.DoesNotContain("other-secret", fault.What + fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_store_without_a_key_is_refused()
    {
        using var certificate = Certificate();
        var store = Write("client.p12", new X509Certificate2Collection(X509CertificateLoader.LoadCertificate(certificate.RawData)).Export(X509ContentType.Pkcs12, "k")!);
        Assert.Contains("holds no private key", FaultOf(("security.protocol", "SSL"), ("ssl.keystore.location", store), ("ssl.keystore.password", "k")).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("register.consumer", "true", "No such configuration property")]
    [InlineData("fetch.max.wait.ms", "soon", "fetch.wait.max.ms")]
    public void What_librdkafka_does_not_take_is_named_by_the_name_that_was_given(string key, string value, string what)
    {
        var fault = FaultOf((key, value));
        Assert.Equal(key, fault.Key);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PKCS12_key_store_is_given_as_it_is()
    {
        using var certificate = Certificate();
        var store = Write("client.p12", certificate.Export(X509ContentType.Pkcs12, "k"));
        Assert.Equal(
            new Dictionary<string, string> { ["ssl.keystore.location"] = store, ["ssl.keystore.password"] = "k" },
            Translate(("ssl.keystore.location", store), ("ssl.keystore.password", "k"), ("ssl.keystore.type", "PKCS12")).Properties);
    }

    [Theory]
    [InlineData("fetch.max.wait.ms", "100", "fetch.wait.max.ms", "100")]
    [InlineData("receive.buffer.bytes", "65536", "socket.receive.buffer.bytes", "65536")]
    [InlineData("send.buffer.bytes", "65536", "socket.send.buffer.bytes", "65536")]
    [InlineData("request.timeout.ms", "30000", "socket.timeout.ms", "30000")]
    [InlineData("ssl.endpoint.identification.algorithm", "", "ssl.endpoint.identification.algorithm", "none")]
    [InlineData("security.protocol", "SASL_SSL", "security.protocol", "SASL_SSL")]
    public void Names_and_values_with_another_word_in_librdkafka_are_put_into_it(string key, string value, string name, string translated)
    {
        var property = Assert.Single(Translate((key, value)).Properties);
        Assert.Equal((name, translated), (property.Key, property.Value));
        Assert.Null(NativeConf.Fault(property.Key, property.Value));
    }
}
