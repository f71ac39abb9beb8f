using KongAkka.Service.Configuration;
using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Service;

public sealed class EffectiveConfigurationTests
{
    [Fact]
    public void It_shows_each_job_with_its_defaults_and_no_secret()
    {
        var shown = ConfigurationSample.Read("""
            kongakka.admin.token = "hunter2hunter2hunter2"
            kongakka.jobs.j {
              sink.starrocks { password = hunter2 }
              source.properties { sasl.username = k, sasl.password = hunter2, ssl.key.password = hunter2, "sasl.oauthbearer.client.secret" = hunter2 }
            }
            """).Effective;
        var text = shown.ToJsonString();
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Equal("1", (string)shown["jobs"]!["j"]!["parallelism"]!);
        Assert.Equal("******", (string)shown["jobs"]!["j"]!["sink"]!["starrocks"]!["password"]!);
        Assert.Equal("d", (string)shown["jobs"]!["j"]!["sink"]!["starrocks"]!["database"]!);
        Assert.False(shown.ContainsKey("job-defaults"));
    }

    [Theory]
    [InlineData("sasl.password")]
    [InlineData("sasl.jaas.config")]
    [InlineData("sasl.oauthbearer.config")]
    [InlineData("sasl.oauthbearer.client.secret")]
    [InlineData("sasl.oauthbearer.client.credentials.client.secret")]
    [InlineData("sasl.oauthbearer.assertion.private.key.pem")]
    [InlineData("sasl.oauthbearer.assertion.private.key.passphrase")]
    [InlineData("ssl.key.password")]
    [InlineData("ssl.key.pem")]
    [InlineData("ssl.keystore.key")]
    [InlineData("ssl.keystore.password")]
    [InlineData("ssl.truststore.password")]
    public void A_secret_property_of_a_Kafka_client_is_hidden_with_and_without_quotes_around_its_name(string name)
    {
        foreach (var spelled in (string[])[name, $"\"{name}\""])
        {
            var shown = Show("j", $"{spelled} = \"x clientSecret=hunter2\"");
            Assert.DoesNotContain("hunter2", shown, StringComparison.Ordinal);
            Assert.Contains("******", shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("sasl.oauthbearer.token.endpoint.url")]
    [InlineData("ssl.truststore.location")]
    public void A_property_that_is_no_secret_is_shown_whatever_the_name_of_its_job(string name) =>
        Assert.Contains("shown/here", Show("token", $"{name} = \"shown/here\""), StringComparison.Ordinal);

    [Fact]
    public void It_shows_where_a_password_stands_that_is_in_a_file()
    {
        var shown = ConfigurationSample.Read("kongakka.jobs.j.sink.starrocks.password-file = /proc/self/stat").Effective;
        Assert.Equal("/proc/self/stat", (string)shown["jobs"]!["j"]!["sink"]!["starrocks"]!["password-file"]!);
    }

    [Theory]
    [InlineData("http://root:hunter2@fe:8030")]
    [InlineData("Server=db;Password=hunter2;Database=x")]
    [InlineData("Server=db;Pwd = hunter2")]
    [InlineData("Server=db;Password='s;hunter2'")]
    [InlineData("jdbc:mysql://fe:9030/q?password=s;hunter2&user=k")]
    public void Addresses_and_connection_strings_are_shown_without_their_secrets(string text)
    {
        var shown = ConfigurationSample.Read($"kongakka.jobs.j.rejects.directory = \"{text}\"").Effective.ToJsonString();
        Assert.DoesNotContain("hunter2", shown, StringComparison.Ordinal);
        Assert.Contains("******", shown, StringComparison.Ordinal);
    }

    private static string Show(string job, string property)
    {
        var document = new HoconDocument();
        document.AddText($"job-defaults {{}}, jobs.{job}.source.properties {{ {property} }}", "k.conf");
        return EffectiveConfiguration.Of(document.Resolve()).ToJsonString();
    }
}
