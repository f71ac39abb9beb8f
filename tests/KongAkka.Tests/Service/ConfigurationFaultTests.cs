using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service;

public sealed class ConfigurationFaultTests
{
    [Theory]
    [InlineData("jobs.j.source.topik = x", "kongakka.jobs.j.source.topik (k.conf:5): There is no such key. Did you mean topic?")]
    [InlineData("jobs.j.topic = x", "kongakka.jobs.j.topic (k.conf:5): There is no such key. Did you mean kongakka.jobs.j.rejects.topic or kongakka.jobs.j.source.topic?")]
    [InlineData("shutdown-grase = 1 s", "kongakka.shutdown-grase (k.conf:5): There is no such key. Did you mean shutdown-grace?")]
    [InlineData("jobs.j.batch.quux = 1", "kongakka.jobs.j.batch.quux (k.conf:5): There is no such key. Known here: max-age, max-bytes, max-loads-in-flight, max-rows.")]
    [InlineData("jobs.j.batch.max-age = 5 parsecs", "kongakka.jobs.j.batch.max-age (k.conf:5): \"5 parsecs\" is not a duration. Write a number with ns,")]
    [InlineData("jobs.j.batch.max-age = 2 h", "kongakka.jobs.j.batch.max-age (k.conf:5): 2 h is out of bounds. Write a duration from 10 ms to 3600 s.")]
    [InlineData("jobs.j.batch.max-bytes = 64 XB", "kongakka.jobs.j.batch.max-bytes (k.conf:5): \"64 XB\" is not a size.")]
    [InlineData("jobs.j.batch.max-bytes = 101 MiB", "kongakka.jobs.j.batch.max-bytes (k.conf:5): StarRocks refuses JSON bodies of more than 100 MiB.")]
    [InlineData("jobs.j.batch.max-rows = 0", "kongakka.jobs.j.batch.max-rows (k.conf:5): \"0\" is not a whole number from 1 to 2147483647.")]
    [InlineData("jobs.j.batch.max-rows = null", "kongakka.jobs.j.batch.max-rows (k.conf:5): It is missing.")]
    [InlineData("jobs.j.batch.max-rows = [1]", "kongakka.jobs.j.batch.max-rows (k.conf:5): a list stands where a single value should.")]
    [InlineData("jobs.j.batch = 5", "kongakka.jobs.j.batch (k.conf:5): \"5\" stands where a section should.")]
    [InlineData("jobs.j.batch.max-loads-in-flight = 60", "kongakka.jobs.j.batch.max-bytes (k.conf:5): The loads of all subtasks may hold 3,904 MiB, and the process has 1,024 MiB.")]
    [InlineData("jobs.j.parallelism = two", "kongakka.jobs.j.parallelism (k.conf:5): \"two\" is not a whole number")]
    [InlineData("jobs.j.rule = access-logs", "kongakka.jobs.j.rule (k.conf:5): \"access-logs\" is not a choice. Write access-log | raw. Did you mean access-log?")]
    [InlineData("jobs.j.source.bootstrap-servers = null", "kongakka.jobs.j.source.bootstrap-servers (k.conf:5): It is missing. Set it, as in bootstrap-servers = \"127.0.0.1:9092\".")]
    [InlineData("jobs.j.source.bootstrap-servers = localhost", "kongakka.jobs.j.source.bootstrap-servers (k.conf:5): \"localhost\" is not an address.")]
    [InlineData("jobs.j.source.partition-discovery-interval = 1 ms", "kongakka.jobs.j.source.partition-discovery-interval (k.conf:5): It is shorter than 1 s.")]
    [InlineData("jobs.j.source.startup-mode = newest", "kongakka.jobs.j.source.startup-mode (k.conf:5): \"newest\" is not a choice. Write group-offsets | earliest-offset")]
    [InlineData("jobs.j.source.startup-mode = timestamp", "kongakka.jobs.j.source.startup-timestamp-millis (k.conf:2): It is missing, but startup-mode = timestamp needs it.")]
    [InlineData("jobs.j.source.bounded-mode = specific-offsets", "kongakka.jobs.j.source.bounded-specific-offsets (k.conf:2): It is missing, but bounded-mode = specific-offsets needs it.")]
    [InlineData("jobs.j.source { startup-mode = specific-offsets, startup-specific-offsets = \"0:42\" }", "kongakka.jobs.j.source.startup-specific-offsets (k.conf:5): \"0:42\" are no offsets. Write them as in")]
    [InlineData("jobs.j.source { startup-mode = specific-offsets, startup-specific-offsets = \"partition:0,offset:1;partition:0,offset:2\" }", "kongakka.jobs.j.source.startup-specific-offsets (k.conf:5): ")]
    [InlineData("jobs.j.source { startup-mode = specific-offsets, startup-specific-offsets = \"partition:0,offset:9\", bounded-mode = specific-offsets, bounded-specific-offsets = \"partition:0,offset:8\" }", "kongakka.jobs.j.source.bounded-specific-offsets (k.conf:5): Partition 0 ends at 8 before it begins at 9.")]
    [InlineData("jobs.j.source.properties { ssl.truststore.location = /no/ca.p12 }", "kongakka.jobs.j.source.properties.\"ssl.truststore.location\" (k.conf:5): \"/no/ca.p12\" cannot be read: ")]
    [InlineData("jobs.j.source.properties { \"sasl.jaas.config\" = x }", "kongakka.jobs.j.source.properties.\"sasl.jaas.config\" (k.conf:5): It is not the line of a login module. Write org.apache.kafka.common.security.scram.ScramLoginModule required")]
    [InlineData("jobs.j.source.properties { max.poll.records = 5 }", "kongakka.jobs.j.source.properties.\"max.poll.records\" (k.conf:5): This property cannot be set here. It belongs to the Java client: queued.min.messages")]
    [InlineData("jobs.j { source.properties { sasl.username = r, sasl.password = p }, rejects { type = kafka, topic = r, properties { sasl.username = w } } }", "kongakka.jobs.j.rejects.properties.\"sasl.username\" (k.conf:5): sasl.password is missing beside it. Set both.")]
    [InlineData("jobs.j.source.properties { sasl.password = p }", "kongakka.jobs.j.source.properties.\"sasl.password\" (k.conf:5): sasl.username is missing beside it. Set both.")]
    [InlineData("jobs.j.source.properties { ssl.cipher.suites = TLS_AES_256_GCM_SHA384 }", "kongakka.jobs.j.source.properties.\"ssl.cipher.suites\" (k.conf:5): This property cannot be set here. Write OpenSSL's names of the ciphers")]
    [InlineData("jobs.j.source.properties { ssl.cipher.suites = TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 }", "kongakka.jobs.j.source.properties.\"ssl.cipher.suites\" (k.conf:5): This property cannot be set here. Write OpenSSL's names of the ciphers")]
    [InlineData("jobs.j.source.properties { partition.assignment.strategy = org.apache.kafka.clients.consumer.RangeAssignor }", "kongakka.jobs.j.source.properties.\"partition.assignment.strategy\" (k.conf:5): This property cannot be set here. Leave it out")]
    [InlineData("jobs.j.source.properties { client.id.prefix = x }", "kongakka.jobs.j.source.properties.\"client.id.prefix\" (k.conf:5): This property cannot be set here. It belongs to Flink: set client.id.")]
    [InlineData("jobs.j.source.properties { fetch.min.byte = 5 }", "kongakka.jobs.j.source.properties.\"fetch.min.byte\" (k.conf:5): librdkafka does not take it: No such configuration property")]
    [InlineData("jobs.j.source.properties { fetch.max.wait.ms = soon }", "kongakka.jobs.j.source.properties.\"fetch.max.wait.ms\" (k.conf:5): librdkafka does not take it: ")]
    [InlineData("jobs.j.rejects { type = kafka, topic = r, properties.linger.milliseconds = 1 }", "kongakka.jobs.j.rejects.properties.\"linger.milliseconds\" (k.conf:5): librdkafka does not take it: ")]
    [InlineData("jobs.j.source.properties { group.id = x }", "kongakka.jobs.j.source.properties.\"group.id\" (k.conf:5): This property cannot be set here. Set source.group-id.")]
    [InlineData("jobs.j.source.properties { auto.offset.reset = newest }", "kongakka.jobs.j.source.properties.\"auto.offset.reset\" (k.conf:5): This property cannot be set here. Write auto.offset.reset = earliest | latest | none.")]
    [InlineData("jobs.j.sink { type = mysql, mysql.table = q.t }", "kongakka.jobs.j.sink.mysql.connection-string (k.conf:5): It is missing.")]
    [InlineData("jobs.j.sink { type = mysql, mysql { connection-string = \"jdbc:mysql://fe:9030\", table = t } }", "kongakka.jobs.j.sink.mysql.table (k.conf:5): No database is named, neither here nor in connection-string. Write database.t.")]
    [InlineData("jobs.j.sink { type = mysql, mysql { connection-string = \"jdbc:mysql://fe:x/q\", table = t } }", "kongakka.jobs.j.sink.mysql.connection-string (k.conf:5): Its port is no port. Write \"jdbc:mysql://fe:9030/quickstart?useSSL=false\"")]
    [InlineData("jobs.j.rejects.type = kafka", "kongakka.jobs.j.rejects.topic (k.conf:5): It is missing. Set it, as in topic = \"kong-log-rejects\".")]
    [InlineData("jobs.j.rejects.type = files", "kongakka.jobs.j.rejects.type (k.conf:5): \"files\" is not a choice. Write file | kafka | log. Did you mean file?")]
    [InlineData("jobs.j.rejects { type = kafka, topic = t }", "kongakka.jobs.j.rejects.topic (k.conf:5): t is the topic that the job reads.")]
    [InlineData("jobs.j.rejects { type = kafka, topic = a/b }", "kongakka.jobs.j.rejects.topic (k.conf:5): \"a/b\" is not a topic's name.")]
    [InlineData("jobs.j.rejects { type = kafka, topic = r, bootstrap-servers = here }", "kongakka.jobs.j.rejects.bootstrap-servers (k.conf:5): \"here\" is not an address.")]
    [InlineData("jobs.j.rejects { type = kafka, topic = r, properties.acks = 1 }", "kongakka.jobs.j.rejects.properties.acks (k.conf:5): This property cannot be set here. Leave it out: the service sets it itself.")]
    [InlineData("jobs.j.rejects.directory = null", "kongakka.jobs.j.rejects.directory (k.conf:5): It is missing.")]
    [InlineData("jobs.j.rejects.max-file-size = 1 kB", "kongakka.jobs.j.rejects.max-file-size (k.conf:5): 1 kB is out of bounds. Write a size from 65536 to")]
    [InlineData("jobs.j.rejects.max-size = 1 MiB", "kongakka.jobs.j.rejects.max-size (k.conf:5): It is smaller than max-file-size.")]
    [InlineData("jobs.j.rejects.max-share = 101 %", "kongakka.jobs.j.rejects.max-share (k.conf:5): \"101 %\" is not a share. Write 0 % to 100 %, as in 5 %, or 0 to 1, as in 0.05.")]
    [InlineData("jobs.j.rejects.max-share = 5", "kongakka.jobs.j.rejects.max-share (k.conf:5): \"5\" is not a share.")]
    [InlineData("jobs.j.rejects.max-share = -1 %", "kongakka.jobs.j.rejects.max-share (k.conf:5): \"-1 %\" is not a share.")]
    [InlineData("jobs.j.sink.starrocks.load-url = \"ftp://fe\"", "kongakka.jobs.j.sink.starrocks.load-url (k.conf:5): \"ftp://fe\" is not the HTTP address of an FE.")]
    [InlineData("jobs.j.sink.starrocks.load-url = \"http://u:p@fe:8030\"", "kongakka.jobs.j.sink.starrocks.load-url (k.conf:5): ")]
    [InlineData("jobs.j.sink.starrocks.load-url = []", "kongakka.jobs.j.sink.starrocks.load-url (k.conf:5): It is missing.")]
    [InlineData("jobs.j.sink.starrocks.backend-url = \"be:8040/x\"", "kongakka.jobs.j.sink.starrocks.backend-url (k.conf:5): \"be:8040/x\" is not the HTTP address of a BE. Write [\"http://be1:8040\"")]
    [InlineData("jobs.j.sink.starrocks.backend-hosts { be = \"http://x\" }", "kongakka.jobs.j.sink.starrocks.backend-hosts.be (k.conf:5): \"http://x\" is not the address of a BE.")]
    [InlineData("jobs.j.sink.starrocks.backend-hosts { \"be:1\" = x }", "kongakka.jobs.j.sink.starrocks.backend-hosts.\"be:1\" (k.conf:5): \"be:1\" is not a host. Write \"10.1.2.3\" =")]
    [InlineData("jobs.j.sink.starrocks.backend-hosts { 10.1 = x }", "kongakka.jobs.j.sink.starrocks.backend-hosts.10 (k.conf:5): \"\" is not the address of a BE. Write \"10.1.2.3\" = \"be.example.com:18040\", both in quotes")]
    [InlineData("jobs.j.sink.starrocks.ca-certificate = /nowhere/ca.pem", "kongakka.jobs.j.sink.starrocks.ca-certificate (k.conf:5): /nowhere/ca.pem cannot be used: ")]
    [InlineData("jobs.j.sink.starrocks.ca-certificate = /dev/null", "kongakka.jobs.j.sink.starrocks.ca-certificate (k.conf:5): /dev/null cannot be used: It holds no certificate. Let sink.starrocks.ca-certificate name")]
    [InlineData("jobs.j.sink.starrocks.password-file = /nowhere/password", "kongakka.jobs.j.sink.starrocks.password-file (k.conf:5): \"/nowhere/password\" cannot be read: ")]
    [InlineData("jobs.j.sink.starrocks.password-file = /dev/null", "kongakka.jobs.j.sink.starrocks.password-file (k.conf:5): \"/dev/null\" is empty. Name a file that the service may read and that holds the password alone.")]
    [InlineData("jobs.j.sink.starrocks { password = a, password-file = /proc/self/stat }", "kongakka.jobs.j.sink.starrocks.password-file (k.conf:5): password is set beside it. Leave out one of them.")]
    [InlineData("jobs.j.sink { type = mysql, mysql { connection-string = \"Server=db;Database=d\", table = t, password-file = /nowhere/password } }", "kongakka.jobs.j.sink.mysql.password-file (k.conf:5): \"/nowhere/password\" cannot be read: ")]
    [InlineData("jobs.j.source.properties { sasl.username = k, sasl.password = \"${directory:/nowhere:password}\" }", "kongakka.jobs.j.source.properties.\"sasl.password\" (k.conf:5): \"/nowhere/password\" cannot be read: ")]
    [InlineData("jobs.j.sink.starrocks.table = null", "kongakka.jobs.j.sink.starrocks.table (k.conf:5): It is missing.")]
    [InlineData("jobs.j.sink.starrocks.table = d/t", "kongakka.jobs.j.sink.starrocks.table (k.conf:5): \"d/t\" is not a name.")]
    [InlineData("jobs.j.restart-strategy.max-backoff = 1 ms", "kongakka.jobs.j.restart-strategy.max-backoff (k.conf:5): It is shorter than initial-backoff.")]
    [InlineData("jobs.j.restart-strategy.jitter-factor = 2", "kongakka.jobs.j.restart-strategy.jitter-factor (k.conf:5): \"2\" is not a number from 0 to 1.")]
    [InlineData("jobs.j.restart-strategy.type = fixed-delay", "kongakka.jobs.j.restart-strategy.type (k.conf:5): \"fixed-delay\" is not a choice. Write exponential-delay.")]
    [InlineData("jobs.\"a b\" = ${kongakka.jobs.j}", "kongakka.jobs.\"a b\" (k.conf:1): A job cannot have this name.")]
    [InlineData("jobs.J = ${kongakka.jobs.j}", "kongakka.jobs.J (k.conf:1): j and J differ in case alone.")]
    [InlineData("journal { provider = mysql, connection-string = \"Server=db;Password=s3cret\" }", "kongakka.journal.connection-string (k.conf:5): It names no database. Write \"Server=HOST;Port=3306;Database=kongakka;User=…;Password=…\" or a JDBC URL.")]
    [InlineData("journal { provider = postgresql, connection-string = \"Database=d\" }", "kongakka.journal.connection-string (k.conf:5): It names no host. Write \"Host=HOST;")]
    [InlineData("journal { provider = postgresql, connection-string = \"Host=db;Colour=s3cret\" }", "kongakka.journal.connection-string (k.conf:5): It is no connection string of Npgsql.")]
    [InlineData("journal.provider = oracle", "kongakka.journal.provider (k.conf:5): \"oracle\" is not a choice. Write sqlite | mysql | postgresql.")]
    [InlineData("journal.connection-string = null", "kongakka.journal.connection-string (k.conf:5): It is missing. Set it, as in connection-string = \"Data Source=data/journal.db\".")]
    [InlineData("journal.connection-string = data/s3cret.db", "kongakka.journal.connection-string (k.conf:5): It is no connection string. Write \"Data Source=PATH\", as in \"Data Source=data/journal.db\".")]
    [InlineData("journal.connection-string = \"Data Source=a.db;Password=s3cret\"", "kongakka.journal.connection-string (k.conf:5): A SQLite journal has no setting password.")]
    [InlineData("journal.connection-string = \"Data Source=\"", "kongakka.journal.connection-string (k.conf:5): It names no file.")]
    [InlineData("journal.connection-string = \"Data Source=:memory:\"", "kongakka.journal.connection-string (k.conf:5): Its Data Source is no path of a file.")]
    [InlineData("journal.connection-string = \"Data Source=file:a.db?mode=ro\"", "kongakka.journal.connection-string (k.conf:5): Its Data Source is no path of a file.")]
    [InlineData("journal.retention = 999 ms", "kongakka.journal.retention (k.conf:5): 999 ms is out of bounds. Write a duration from 1 s to 365 d.")]
    [InlineData("journal.retention = 366 d", "kongakka.journal.retention (k.conf:5): 366 d is out of bounds. Write a duration from 1 s to 365 d.")]
    [InlineData("log-level = loud", "kongakka.log-level (k.conf:5): \"loud\" is not a choice. Write info | trace | debug | warn | error.")]
    public void A_fault_names_key_place_and_remedy(string setting, string message) =>
        Assert.StartsWith(message, ConfigurationSample.Fault($"kongakka.{setting}"), StringComparison.Ordinal);

    [Fact]
    public void All_faults_come_in_one_message()
    {
        var fault = Assert.Throws<ConfigurationException>(() => ConfigurationSample.Read("""
            kongakka.jobs.j { parallelism = 0, batch.max-age = x, sink.typ = print, source.topic = "" }
            """));
        Assert.Equal(4, fault.Faults.Count);
        Assert.StartsWith("The configuration has 4 faults:\n  kongakka.jobs.j.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "kongakka.jobs (reference.conf:")]
    [InlineData("kongaka.jobs.j = 1", "kongaka (k.conf:1): There is no such key. Did you mean kongakka?")]
    [InlineData("akka.loglevel = DEBUG", "akka (k.conf:1): There is no such key. All keys lie below kongakka;")]
    [InlineData("kongakka = 5", "kongakka (k.conf:1): \"5\" stands where a section should.")]
    [InlineData("kongakka {", "k.conf:1:10: This { is never closed.")]
    [InlineData("kongakka.jobs = ${none}", "k.conf:1:17: ${none} is set nowhere.")]
    public void A_text_that_is_no_configuration_is_a_fault(string text, string message) =>
        Assert.Contains(ConfigurationSample.Faults(text), f => f.StartsWith(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("jobs.j.parallelism", "--set jobs.j.parallelism: There is no KEY=VALUE.")]
    [InlineData("=5", "--set : There is no KEY=VALUE.")]
    [InlineData("a..b=5", "--set a..b: A key is empty.")]
    [InlineData("jobs.j.parallelism=0", "kongakka.jobs.j.parallelism (--set jobs.j.parallelism): \"0\" is not a whole number")]
    [InlineData("jobs.j.sink.starrocks.load-url=[x", "--set jobs.j.sink.starrocks.load-url:1:1: This [ is never closed.")]
    public void A_faulty_setting_of_the_command_line_is_named(string setting, string message) =>
        Assert.StartsWith(message, ConfigurationSample.Fault("", setting), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_and_a_faulty_setting_are_named_together()
    {
        var fault = Assert.Throws<ConfigurationException>(() => ServiceConfiguration.Load("none.conf", ["x"]));
        Assert.Equal(["none.conf: There is no such file. Check the path.", "--set x: There is no KEY=VALUE. Write it as in --set jobs.access-log.parallelism=2."], fault.Faults);
    }
}
