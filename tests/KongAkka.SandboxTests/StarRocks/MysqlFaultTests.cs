using System.Net.Sockets;
using System.Text;
using KongAkka.Sandbox.StarRocks.Faults;
using MySqlConnector;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>The misbehaviours as an INSERT meets them, with the state of the label and the rows that are there afterwards.</summary>
public sealed class MysqlFaultTests : MysqlTest
{
    [Theory]
    [InlineData(FaultPoint.Backend, "UNKNOWN")]
    [InlineData(FaultPoint.BeforeBody, "ABORTED")]
    [InlineData(FaultPoint.DuringBody, "ABORTED")]
    [InlineData(FaultPoint.BeforeCommit, "ABORTED")]
    public async Task A_connection_cut_before_the_commit_leaves_no_row_and_frees_the_label(FaultPoint point, string state)
    {
        Server.Faults.Next(Fault.Cut(point));
        await using var connection = await OpenAsync();

        await RefusedAsync(connection, Insert("fault"));

        await UntilAsync(async () => await Client.StateAsync("fault") == state);
        Assert.Equal(0, await CountAsync());
        await using var again = await OpenAsync();
        Assert.Equal(1, await ExecuteAsync(again, Insert("fault")));
    }

    [Fact]
    public async Task A_reply_that_is_lost_leaves_the_rows_and_the_label_finished()
    {
        Server.Faults.Next(Fault.Cut(FaultPoint.Answer));
        Server.Faults.Next(Fault.TruncatedAnswer());
        for (var load = 1; load <= 2; load++)
        {
            await using var connection = await OpenAsync();
            await RefusedAsync(connection, Insert($"lost{load}"));

            Assert.Equal("VISIBLE", await Client.StateAsync($"lost{load}"));
            Assert.Equal(load, await CountAsync());
        }
    }

    [Fact]
    public async Task A_failure_is_an_error_with_its_text_and_frees_the_label()
    {
        Server.Faults.Next(Fault.TooManyVersions());
        Server.Faults.Next(Fault.TooManyTransactions());
        await using var connection = await OpenAsync();

        Assert.Contains("larger than limit", (await RefusedAsync(connection, Insert("fault"))).Message, StringComparison.Ordinal);
        Assert.Contains("too many versions", (await RefusedAsync(connection, Insert("fault"))).Message, StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("fault"));
        Assert.Equal(1, await ExecuteAsync(connection, Insert("fault")));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_commit_in_doubt_is_an_error_and_the_rows_are_there()
    {
        Server.Faults.Next(Fault.CommitUnknown());
        await using var connection = await OpenAsync();

        Assert.Contains("Transaction status unknown", (await RefusedAsync(connection, Insert("fault"))).Message, StringComparison.Ordinal);

        Assert.Equal("VISIBLE", await Client.StateAsync("fault"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_load_that_is_published_later_is_committed()
    {
        Server.Faults.Next(Fault.PublishTimeout(TimeSpan.FromMinutes(10)));
        await using var connection = await OpenAsync();

        Assert.Equal(1, await ExecuteAsync(connection, Insert("late")));

        Assert.Equal("COMMITTED", await Client.StateAsync("late"));
        Assert.Equal(0, await CountAsync());
        Server.Faults.Release();
        await UntilAsync(async () => await CountAsync() == 1);
    }

    [Fact]
    public async Task A_load_that_hangs_is_cancelled_and_frees_the_label()
    {
        Server.Faults.Next(Fault.Hang(FaultPoint.BeforeCommit));
        await using var connection = await OpenAsync();
        var load = RefusedAsync(connection, Insert("stuck"));
        await UntilAsync(async () => await Client.StateAsync("stuck") == "PREPARE");

        await using var other = await OpenAsync();
        await ExecuteAsync(other, "CANCEL LOAD FROM quickstart WHERE LABEL = 'stuck'");
        Assert.Equal("ABORTED", await Client.StateAsync("stuck"));
        await ExecuteAsync(other, $"KILL QUERY {connection.ServerThread}");

        Assert.Equal(1317, (int)(await load).ErrorCode);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_client_that_goes_away_while_its_load_waits_frees_the_label()
    {
        Server.Faults.Next(Fault.Hang(FaultPoint.BeforeCommit));
        await using var connection = await OpenAsync();
        await using var command = new MySqlCommand(Insert("gone"), connection) { CommandTimeout = 1 };

        await Assert.ThrowsAsync<MySqlException>(() => command.ExecuteNonQueryAsync());

        await UntilAsync(async () => await Client.StateAsync("gone") == "ABORTED");
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_a_statement_leaves_nothing()
    {
        var statement = Encoding.UTF8.GetBytes(Insert("half"));
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(Server.QueryEndPoint);
            var stream = socket.GetStream();
            await ReadPacketAsync(stream);
            await stream.WriteAsync(Packet(1, [0, 0x82, 8, 0, 0, 0, 0, 1, 33, .. new byte[23], .. "root\0"u8, 0, .. "mysql_native_password\0"u8]));
            Assert.Equal(0, (await ReadPacketAsync(stream))[0]);
            await stream.WriteAsync(Packet(0, [3, .. statement]).AsMemory(0, statement.Length + 3));
            await stream.FlushAsync();
        }

        await using var connection = await OpenAsync();
        Assert.Equal("UNKNOWN", await Client.StateAsync("half"));
        Assert.Equal(1, await ExecuteAsync(connection, Insert("half")));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_client_of_another_authentication_plugin_is_asked_for_the_native_one()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.QueryEndPoint);
        var stream = socket.GetStream();
        Assert.Equal(10, (await ReadPacketAsync(stream))[0]);
        await stream.WriteAsync(Packet(1, [0, 0x82, 8, 0, 0, 0, 0, 1, 33, .. new byte[23], .. "root\0"u8, 1, 0, .. "caching_sha2_password\0"u8]));

        var request = await ReadPacketAsync(stream);
        Assert.Equal(0xFE, request[0]);
        Assert.Contains("mysql_native_password", Encoding.Latin1.GetString(request), StringComparison.Ordinal);
        await stream.WriteAsync(Packet(3, []));
        Assert.Equal(0, (await ReadPacketAsync(stream))[0]);

        await stream.WriteAsync(Packet(0, [0x11]));
        Assert.Equal([0xFF, 0x17, 0x04], (await ReadPacketAsync(stream))[..3]);
    }

    [Fact]
    public async Task What_is_no_handshake_is_refused()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.QueryEndPoint);
        var stream = socket.GetStream();
        await ReadPacketAsync(stream);

        await stream.WriteAsync(Packet(1, "GET / HTTP/1.1"u8));

        Assert.Contains("Bad handshake", Encoding.UTF8.GetString(await ReadPacketAsync(stream)), StringComparison.Ordinal);
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
    }

    private static byte[] Packet(byte sequence, ReadOnlySpan<byte> payload) => [(byte)payload.Length, (byte)(payload.Length >> 8), 0, sequence, .. payload];

    private static async Task<byte[]> ReadPacketAsync(NetworkStream stream)
    {
        var header = new byte[4];
        await stream.ReadExactlyAsync(header);
        var payload = new byte[header[0] | (header[1] << 8)];
        await stream.ReadExactlyAsync(payload);
        return payload;
    }
}
