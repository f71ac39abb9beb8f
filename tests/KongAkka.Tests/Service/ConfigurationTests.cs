using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;
using Microsoft.Extensions.Logging;

namespace KongAkka.Tests.Service;

public sealed class ConfigurationTests
{
    [Fact]
    public void A_job_is_read_with_all_its_keys()
    {
        var job = ConfigurationSample.Job("""
            kongakka.jobs.j {
              parallelism = 3
              rule = raw
              source {
                group-id = g, startup-mode = specific-offsets, startup-specific-offsets = "partition:0,offset:42;partition:1,offset:300"
                bounded-mode = timestamp, bounded-timestamp-millis = 1700000000000, topic-wait = 1 min, partition-discovery-interval = 30 s, on-lost-offsets = continue
                properties { "auto.offset.reset" = earliest, security.protocol = SASL_SSL }
              }
              batch { max-age = 500ms, max-rows = 7, max-bytes = 1MB, max-loads-in-flight = 4 }
              sink {
                on-unfit = truncate
                starrocks { load-url = ["http://a:1", "https://b:2"], username = u, password = ${SECRET}, load-timeout = 1 h, redirect-hosts = [x, y] }
              }
              rejects { type = log }
              restart-strategy { initial-backoff = 2 s, max-backoff = 3 s, backoff-multiplier = 2, jitter-factor = 0, reset-backoff-threshold = 1 d }
            }
            """);
        Assert.Equal((3, "raw", "g", StartupMode.SpecificOffsets, BoundedMode.Timestamp), (job.Parallelism, job.Rule, job.Source.GroupId, job.Source.Startup, job.Source.Bounded));
        Assert.Equal(new Dictionary<int, long> { [0] = 42, [1] = 300 }, job.Source.StartupOffsets);
        Assert.Equal((1_700_000_000_000, TimeSpan.FromMinutes(1), LostOffsets.Continue), (job.Source.BoundedTimestamp, job.Source.TopicWait, job.Source.OnLostOffsets));
        Assert.Equal(TimeSpan.FromSeconds(30), job.Source.PartitionDiscoveryInterval);
        Assert.Equal(new Dictionary<string, string> { ["auto.offset.reset"] = "earliest", ["security.protocol"] = "SASL_SSL" }, job.Source.Properties);
        Assert.Equal((TimeSpan.FromMilliseconds(500), 7, 1_000_000, 4), (job.Batch.MaxAge, job.Batch.MaxRows, job.Batch.MaxBytes, job.Batch.MaxLoadsInFlight));
        Assert.Equal((OnUnfit.Truncate, RejectType.Log), (job.Sink.OnUnfit, job.Rejects.Type));
        Assert.Equal([new Uri("http://a:1"), new Uri("https://b:2")], job.Sink.StarRocks!.LoadUrls);
        Assert.Equal(("u", "s3cret", TimeSpan.FromHours(1)), (job.Sink.StarRocks.Username, job.Sink.StarRocks.Password, job.Sink.StarRocks.LoadTimeout));
        Assert.Equal(["x", "y"], job.Sink.StarRocks.RedirectHosts);
        Assert.Equal((2, 0, TimeSpan.FromDays(1)), (job.RestartStrategy.Multiplier, job.RestartStrategy.Jitter, job.RestartStrategy.ResetAfter));
    }

    [Fact]
    public void Backends_are_named_by_where_they_are_reached()
    {
        var starrocks = ConfigurationSample.Job("""
            kongakka.jobs.j.sink.starrocks {
              backend-hosts { "10.1.2.3" = "be.example.com:18040", "be-0.be.svc" = be.example.com, "10.1.2.4" = null }
              backend-url = "be1:8040;https://be2:8443"
            }
            """).Sink.StarRocks!;
        Assert.Equal(new Dictionary<string, BackendAddress> { ["10.1.2.3"] = new("be.example.com", 18040), ["be-0.be.svc"] = new("be.example.com", null) }, starrocks.BackendHosts);
        Assert.Equal([new Uri("http://be1:8040"), new Uri("https://be2:8443")], starrocks.BackendUrls);
    }

    [Theory]
    [InlineData("5 %", 0.05)]
    [InlineData("12.5%", 0.125)]
    [InlineData("0.05", 0.05)]
    [InlineData("100 %", 1)]
    [InlineData("0", 0)]
    public void A_share_is_written_in_percent_or_as_a_number(string text, double share) =>
        Assert.Equal(share, ConfigurationSample.Job($"kongakka.jobs.j.rejects.max-share = {text}").Rejects.MaxShare);

    [Fact]
    public void Rejects_to_Kafka_go_to_the_brokers_of_the_source_with_what_it_takes_to_connect()
    {
        var job = ConfigurationSample.Job("""
            kongakka.jobs.j {
              source.properties { security.protocol = SASL_SSL, sasl.username = reader, sasl.password = p, fetch.min.bytes = 1 }
              rejects { type = kafka, topic = r, properties { sasl.username = writer, sasl.password = q, linger.ms = 20 } }
            }
            """);
        Assert.Equal(("127.0.0.1:9092", "r"), (job.Rejects.Topic!.BootstrapServers, job.Rejects.Topic.Name));
        Assert.Equal(
            new Dictionary<string, string> { ["security.protocol"] = "SASL_SSL", ["sasl.username"] = "writer", ["sasl.password"] = "q", ["linger.ms"] = "20" }, job.Rejects.Topic.Properties);
    }

    [Theory]
    [InlineData("sasl.username = w, sasl.password = v", "sasl.mechanism=PLAIN sasl.password=v sasl.username=w")]
    [InlineData("sasl.jaas.config = \"PlainLoginModule required username=w password=v;\"", "sasl.jaas.config=PlainLoginModule required username=w password=v; sasl.mechanism=PLAIN")]
    public void A_login_of_rejects_takes_the_place_of_the_sources_however_each_is_spelled(string own, string all)
    {
        foreach (var login in (string[])["sasl.username = r, sasl.password = q", "sasl.jaas.config = \"PlainLoginModule required username=r password=q;\""])
        {
            var job = ConfigurationSample.Job($$"""
                kongakka.jobs.j {
                  source.properties { sasl.mechanism = PLAIN, {{login}} }
                  rejects { type = kafka, topic = r, properties { {{own}} } }
                }
                """);
            Assert.Equal(all, string.Join(' ', job.Rejects.Topic!.Properties.Select(p => $"{p.Key}={p.Value}").Order()));
        }
    }

    [Theory]
    [InlineData("sasl.oauthbearer.method = oidc, sasl.oauthbearer.scope = s, sasl.oauthbearer.client.id = c", "\"sasl.jaas.config\" = \"OAuthBearerLoginModule required clientId=c clientSecret=d;\"", "sasl.oauthbearer.scope")]
    [InlineData("https.ca.location = /etc", "\"https.ca.pem\" = x", "https.ca.location")]
    [InlineData("ssl.key.password = k", "\"ssl.keystore.key\" = k, \"ssl.keystore.certificate.chain\" = c", "ssl.key.password")]
    [InlineData("ssl.ca.pem = x", "\"ssl.truststore.certificates\" = y", "ssl.ca.pem")]
    public void What_rejects_say_of_one_thing_replaces_all_that_the_source_says_of_it(string source, string own, string gone)
    {
        var job = ConfigurationSample.Job($$"""
            kongakka.jobs.j {
              source.properties { sasl.mechanism = OAUTHBEARER, {{source}} }
              rejects { type = kafka, topic = r, properties { {{own}} } }
            }
            """);
        Assert.DoesNotContain(gone, job.Rejects.Topic!.Properties.Keys);
        Assert.Equal("OAUTHBEARER", job.Rejects.Topic.Properties["sasl.mechanism"]);
    }

    [Theory]
    [InlineData("ssl.cipher.suites = \"ECDHE-RSA-AES256-GCM-SHA384\"")]
    [InlineData("partition.assignment.strategy = range")]
    public void Names_that_librdkafka_knows_are_taken_with_its_own_words(string property) =>
        Assert.NotEmpty(ConfigurationSample.Job($"kongakka.jobs.j.source.properties {{ {property} }}").Source.Properties);

    [Fact]
    public void Rejects_to_brokers_of_their_own_take_nothing_from_the_source()
    {
        var job = ConfigurationSample.Job("""
            kongakka.jobs.j {
              source.properties { security.protocol = SASL_SSL }
              rejects { type = kafka, topic = t, bootstrap-servers = "other:1", max-file-size = 1 MiB, max-size = 1 MiB }
            }
            """);
        Assert.Equal("other:1", job.Rejects.Topic!.BootstrapServers);
        Assert.Empty(job.Rejects.Topic.Properties);
        Assert.Equal((1 << 20, 1 << 20), (job.Rejects.MaxFileSize, job.Rejects.MaxSize));
    }

    [Theory]
    [InlineData("fe1:8030;fe2:8030", "http://fe1:8030/ http://fe2:8030/")]
    [InlineData("https://fe1:8030/", "https://fe1:8030/")]
    public void Load_urls_may_be_written_as_in_the_connector_of_StarRocks(string text, string urls) =>
        Assert.Equal(urls, string.Join(' ', ConfigurationSample.Job($"kongakka.jobs.j.sink.starrocks.load-url = \"{text}\"").Sink.StarRocks!.LoadUrls));

    [Fact]
    public void Jobs_are_read_over_job_defaults_of_the_file()
    {
        var configuration = ConfigurationSample.Read("""
            kongakka.job-defaults { batch.max-rows = 9, source.bootstrap-servers = "b:1" }
            kongakka.jobs.k { source.topic = u, sink.type = print }
            """);
        Assert.Equal(["j", "k"], configuration.Jobs.Select(j => j.Name));
        Assert.Equal(("127.0.0.1:9092", "b:1"), (configuration.Jobs[0].Source.BootstrapServers, configuration.Jobs[1].Source.BootstrapServers));
        Assert.All(configuration.Jobs, j => Assert.Equal(9, j.Batch.MaxRows));
        Assert.Null(configuration.Jobs[1].Sink.StarRocks);
    }

    [Fact]
    public void Settings_of_the_command_line_win_with_or_without_the_root_and_addresses_need_no_quotes()
    {
        var job = ConfigurationSample.Job(
            "kongakka.jobs.j.batch.max-rows = 1",
            "jobs.j.batch.max-rows=2",
            "kongakka.jobs.j.source.bootstrap-servers=127.0.0.1:1234",
            "jobs.j.sink.starrocks.load-url=[\"http://x:1\"]",
            "jobs.j.source.properties.\"auto.offset.reset\"=latest",
            "jobs.j.sink.starrocks.password=a=b#c",
            "log-level=warn");
        Assert.Equal((2, "127.0.0.1:1234", "latest", "a=b#c"), (job.Batch.MaxRows, job.Source.BootstrapServers, job.Source.Properties["auto.offset.reset"], job.Sink.StarRocks!.Password));
        Assert.Equal("http://x:1/", Assert.Single(job.Sink.StarRocks.LoadUrls).ToString());
        Assert.Equal(LogLevel.Warning, ConfigurationSample.Read("", "log-level=warn").LogLevel);
        Assert.Equal("http://127.0.0.1:1/", Assert.Single(ConfigurationSample.Job("", "jobs.j.sink.starrocks.load-url=http://127.0.0.1:1").Sink.StarRocks!.LoadUrls).ToString());
    }

    [Fact]
    public void A_key_beside_the_root_that_a_substitution_uses_is_a_variable() =>
        Assert.Equal("h:1", ConfigurationSample.Job("host = h\nkongakka.jobs.j.source.bootstrap-servers = ${host}\":1\"").Source.BootstrapServers);

    [Fact]
    public void The_articles_JDBC_sink_is_read_as_it_is_written()
    {
        var sink = ConfigurationSample.Job("""
            kongakka.jobs.j.sink { type = mysql, mysql { connection-string = "jdbc:mysql://fe:9030/quickstart?useSSL=false", table = KONG_ACCESS_LOG, username = root, password = "" } }
            """).Sink;
        Assert.Equal((SinkType.Mysql, "quickstart.KONG_ACCESS_LOG", 10_000), (sink.Type, sink.Target, sink.Mysql!.MaxStatementRows));
        Assert.Null(sink.StarRocks);
    }

    [Fact]
    public void A_job_may_name_a_savepoint_to_start_from()
    {
        Assert.Equal(RestoreSettings.None, ConfigurationSample.Job("").Restore);
        Assert.Equal(new RestoreSettings("p", AllowNonRestoredState: true), ConfigurationSample.Job("kongakka.jobs.j { restore.path = p, restore.allow-non-restored-state = true }").Restore);
    }

    [Fact]
    public void What_is_set_but_not_used_or_shared_by_two_jobs_is_warned_of()
    {
        var warnings = ConfigurationSample.Read("""
            kongakka.jobs.j.source.startup-timestamp-millis = 5
            kongakka.jobs.j.rejects.topic = r
            kongakka.jobs.k = ${kongakka.jobs.j} { source.group-id = kongakka-j }
            """).Warnings;
        Assert.Contains(warnings, w => w.Contains("kongakka.jobs.j.rejects.topic (k.conf:6): is not used, for it needs type = kafka.", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("kongakka.jobs.j.source.startup-timestamp-millis (k.conf:5): is not used, for it needs startup-mode = timestamp.", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("j and k read topic t with the same group-id kongakka-j", StringComparison.Ordinal));
    }
}
