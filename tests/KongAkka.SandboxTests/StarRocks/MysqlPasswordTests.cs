using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Sandbox.StarRocks;
using MySqlConnector;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>Logins with a password.</summary>
public sealed class MysqlPasswordTests : MysqlTest
{
    private protected override EmbeddedStarRocksOptions Options => new() { RootPassword = "비밀 secret" };

    [Fact]
    public async Task The_password_lets_in()
    {
        await using var connection = await OpenAsync("Password=비밀 secret");
        Assert.Equal("'root'@'%'", await ScalarAsync(connection, "SELECT CURRENT_USER()"));
    }

    [Theory]
    [InlineData("Password=guess", "Access denied for user 'root'@'127.0.0.1' (using password: YES)")]
    [InlineData("Password=", "Access denied for user 'root'@'127.0.0.1' (using password: NO)")]
    [InlineData("User ID=somebody;Password=비밀 secret", "Access denied for user 'somebody'@'127.0.0.1' (using password: YES)")]
    public async Task Anything_else_does_not(string credentials, string text)
    {
        var refused = await Assert.ThrowsAsync<MySqlException>(() => OpenAsync(credentials));

        Assert.Equal(MySqlErrorCode.AccessDenied, refused.ErrorCode);
        Assert.Equal("28000", refused.SqlState);
        Assert.Equal(text, refused.Message);
    }

    [Fact]
    public async Task A_sinks_connections_take_the_password_that_stands_in_its_file_when_they_are_opened()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var server = new MysqlServer(new MysqlSettings
            {
                ConnectionString = $"Server=127.0.0.1;Port={Server.QueryEndPoint.Port};User ID=root;Password=guess;SslMode=None",
                PasswordFile = file,
                Database = "quickstart",
                Table = "KONG_ACCESS_LOG",
            });
            Assert.Equal($"\"{file}\" is empty.", await FailureAsync(server));
            await File.WriteAllTextAsync(file, "old");
            Assert.Equal("The server answered 1045: Access denied for user 'root'@'127.0.0.1' (using password: YES).", await FailureAsync(server));
            await File.WriteAllTextAsync(file, "비밀 secret\n");
            Assert.Equal("", await FailureAsync(server));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<string> FailureAsync(MysqlServer server) => server.AskAsync(_ => Task.FromResult(""), failure => failure.ToString(), CancellationToken.None);
}
