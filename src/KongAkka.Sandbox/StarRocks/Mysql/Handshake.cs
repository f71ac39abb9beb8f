using System.Buffers.Binary;
using System.Text;
using KongAkka.Sandbox.StarRocks.Http;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The greeting of a connection and the login of its user: <c>HandshakeV10</c> without TLS.</summary>
internal sealed class Handshake(Credentials credentials, PacketReader input, PacketWriter output)
{
    /// <summary>The version of MySQL that StarRocks says it is (<c>mysql_server_version</c>).</summary>
    public const string ServerVersion = "8.0.33";

    private const byte Utf8 = 33;

    /// <summary>Greets the client and lets its user in.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The login; null when the client went away.</returns>
    /// <exception cref="MysqlRefusedException">It is not let in.</exception>
    public async Task<Login?> RunAsync(int connectionId, CancellationToken stop)
    {
        var salt = NativePassword.NewSalt();
        Greet(connectionId, salt);
        await output.SendAsync();
        if (await input.ReadAsync(stop) is not { } answer) return null;
        var login = Read(answer.Span);
        output.Answer(input.Sequence);
        var proof = login.Proof;
        if (login.Plugin is not (null or NativePassword.Plugin))
        {
            output.Byte(0xFE).TextAndZero(NativePassword.Plugin).Bytes(salt).Byte(0).End();
            await output.SendAsync();
            if (await input.ReadAsync(stop) is not { } switched) return null;
            output.Answer(input.Sequence);
            proof = switched.ToArray();
        }

        return credentials.Accept(login.User, salt, proof) ? login : throw new MysqlRefusedException(MysqlError.AccessDenied(login.User, proof.Length > 0));
    }

    private void Greet(int connectionId, byte[] salt)
    {
        var offered = (uint)MysqlCapabilities.Offered;
        output.Byte(10).TextAndZero(ServerVersion).Int((uint)connectionId)
            .Bytes(salt.AsSpan(0, 8)).Byte(0)
            .Short((ushort)offered).Byte(Utf8).Short(MysqlStatus.Autocommit).Short((ushort)(offered >> 16))
            .Byte(NativePassword.SaltBytes + 1).Bytes(stackalloc byte[10])
            .Bytes(salt.AsSpan(8)).Byte(0)
            .TextAndZero(NativePassword.Plugin).End();
    }

    private static Login Read(ReadOnlySpan<byte> answer)
    {
        const int FixedBytes = 32;
        var can = answer.Length > FixedBytes ? (MysqlCapabilities)BinaryPrimitives.ReadUInt32LittleEndian(answer) : MysqlCapabilities.None;
        if (!can.HasFlag(MysqlCapabilities.Protocol41)) throw new MysqlRefusedException(MysqlError.BadHandshake);
        var rest = answer[FixedBytes..];
        var user = ToZero(ref rest);
        var proof = Proof(ref rest, can);
        var database = can.HasFlag(MysqlCapabilities.ConnectWithDatabase) ? ToZero(ref rest) : "";
        var plugin = can.HasFlag(MysqlCapabilities.PluginAuth) ? ToZero(ref rest) : null;
        return new Login(user, proof, database.Length > 0 ? database : null, plugin);
    }

    // A proof is shorter than the 251 bytes from which on a length-encoded integer is more than its byte.
    private static byte[] Proof(ref ReadOnlySpan<byte> rest, MysqlCapabilities can)
    {
        if ((can & (MysqlCapabilities.PluginAuthLengthEncoded | MysqlCapabilities.SecureConnection)) == 0) return Encoding.UTF8.GetBytes(ToZero(ref rest));
        if (rest.IsEmpty || rest[0] >= 251 || rest.Length <= rest[0]) throw new MysqlRefusedException(MysqlError.BadHandshake);
        var proof = rest.Slice(1, rest[0]).ToArray();
        rest = rest[(proof.Length + 1)..];
        return proof;
    }

    private static string ToZero(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        rest = end < 0 ? default : rest[(end + 1)..];
        return text;
    }
}
