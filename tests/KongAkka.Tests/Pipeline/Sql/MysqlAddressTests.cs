using KongAkka.Pipeline.Sql.Connecting;
using MySqlConnector;

namespace KongAkka.Tests.Pipeline.Sql;

public sealed class MysqlAddressTests
{
    [Theory]
    [InlineData("jdbc:mysql://fe:9030/quickstart?useSSL=false", "fe", 9030, "quickstart", MySqlSslMode.None)]
    [InlineData("jdbc:mysql://fe/quickstart", "fe", 3306, "quickstart", MySqlSslMode.Preferred)]
    [InlineData("JDBC:MYSQL://fe:9030", "fe", 9030, "", MySqlSslMode.Preferred)]
    [InlineData("jdbc:mariadb://db:3307/logs?useSSL=true&requireSSL=true", "db", 3307, "logs", MySqlSslMode.Required)]
    [InlineData("jdbc:mysql://fe1:9030,fe2:9030/q?sslMode=VERIFY_IDENTITY&useSSL=false", "fe1,fe2", 9030, "q", MySqlSslMode.VerifyFull)]
    [InlineData("jdbc:mysql:loadbalance://fe1:9030,fe2:9030/q?verifyServerCertificate=true", "fe1,fe2", 9030, "q", MySqlSslMode.VerifyCA)]
    [InlineData("jdbc:mysql://fe:9030/q?sslMode=disabled&rewriteBatchedStatements=true&serverTimezone=Asia%2FSeoul&characterEncoding=utf8", "fe", 9030, "q", MySqlSslMode.None)]
    [InlineData("jdbc:mysql://[::1]:9030/q", "::1", 9030, "q", MySqlSslMode.Preferred)]
    [InlineData("jdbc:mysql://[fd00::2]/q", "fd00::2", 3306, "q", MySqlSslMode.Preferred)]
    [InlineData("Server=fe;Port=9030;Database=quickstart;SslMode=None", "fe", 9030, "quickstart", MySqlSslMode.None)]
    public void An_address_is_read_from_a_JDBC_URL_or_a_connection_string(string text, string servers, int port, string database, MySqlSslMode tls)
    {
        var options = Read(text);
        Assert.Equal((servers, (uint)port, database, tls), (options.Server, options.Port, options.Database, options.SslMode));
    }

    [Fact]
    public void User_and_password_are_taken_from_the_text_unless_they_are_given()
    {
        var inText = Read("jdbc:mysql://fe/q?user=kong&password=a%26b&connectTimeout=2500&allowPublicKeyRetrieval=true");
        Assert.Equal(("kong", "a&b", 3u, true), (inText.UserID, inText.Password, inText.ConnectionTimeout, inText.AllowPublicKeyRetrieval));
        var given = Read("Server=fe;User=x;Password=y", "kong", "p");
        Assert.Equal(("kong", "p"), (given.UserID, given.Password));
    }

    [Fact]
    public void What_a_sink_depends_on_cannot_be_changed()
    {
        var options = Read("Server=fe;ConnectionReset=true;NoBackslashEscapes=true;Pipelining=true;IgnorePrepare=false;UseAffectedRows=true;AutoEnlist=true");
        Assert.Equal((false, false, false, true, false, false), (options.ConnectionReset, options.NoBackslashEscapes, options.Pipelining, options.IgnorePrepare, options.UseAffectedRows, options.AutoEnlist));
    }

    [Theory]
    [InlineData("jdbc:postgresql://fe/q?password=s3cret", "It is no JDBC URL of MySQL")]
    [InlineData("jdbc:mysql://u:s3cret@fe/q", "It has user and password before the host.")]
    [InlineData("jdbc:mysql://fe:a/q", "Its port is no port.")]
    [InlineData("jdbc:mysql://fe:0/q", "Its port is no port.")]
    [InlineData("jdbc:mysql://fe:1,fe:2/q", "Its servers have different ports.")]
    [InlineData("jdbc:mysql:///q", "It names no server.")]
    [InlineData("jdbc:mysql://fe/q?password=s3cret&trustCertificateKeyStoreUrl=file:x", "Its parameter trustCertificateKeyStoreUrl is not known here")]
    [InlineData("jdbc:mysql://fe/q?password=a&s3cret", "A parameter of it has no value")]
    [InlineData("jdbc:mysql://fe/q?sslMode=perhaps", "Its sslMode is none of")]
    [InlineData("jdbc:mysql://fe/q?connectTimeout=soon", "Its connectTimeout is no number")]
    [InlineData("Server=fe;Password=s3cret;Colour=red", "MySqlConnector says: Option 'colour' not supported.")]
    [InlineData("Server=fe;Port=s3cret", "It is no connection string.")]
    [InlineData("s3cret", "It is no connection string.")]
    [InlineData("Database=q", "It names no server.")]
    [InlineData("Server=/tmp/s;Protocol=unix", "It is not about TCP.")]
    public void A_fault_is_named_and_quotes_no_secret(string text, string fault)
    {
        Assert.False(MysqlAddress.TryParse(text, null, null, out _, out var found));
        Assert.StartsWith(fault, found, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("s3cret", found, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_shows_no_secret()
    {
        Assert.True(MysqlAddress.TryParse("Server=fe;Port=9030;Password=s3cret", null, null, out var address, out _));
        Assert.Equal("fe:9030", address.ToString());
    }

    private static MySqlConnectionStringBuilder Read(string text, string? username = null, string? password = null)
    {
        Assert.True(MysqlAddress.TryParse(text, username, password, out var address, out var fault), fault);
        return new MySqlConnectionStringBuilder(address.ConnectionString);
    }
}
