using System.Security.Cryptography;
using System.Text;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The authentication plugin <c>mysql_native_password</c>: the client proves that it knows the password without sending it.</summary>
internal static class NativePassword
{
    /// <summary>Its name in the protocol.</summary>
    public const string Plugin = "mysql_native_password";

    /// <summary>The bytes of a salt.</summary>
    public const int SaltBytes = 20;

    /// <summary>A new salt, without zero bytes, since some clients end it there.</summary>
    public static byte[] NewSalt()
    {
        var salt = new byte[SaltBytes];
        for (var at = 0; at < salt.Length; at++) salt[at] = (byte)RandomNumberGenerator.GetInt32(1, 128);
        return salt;
    }

    /// <summary>Whether an answer is that of a client that knows the password: SHA1(password) XOR SHA1(salt + SHA1(SHA1(password))), nothing for none.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">What was sent to the client.</param>
    /// <param name="answer">What it sent back.</param>
    public static bool IsAnswer(string password, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> answer)
    {
        if (password.Length == 0) return answer.IsEmpty;
        return CryptographicOperations.FixedTimeEquals(answer, Answer(password, salt));
    }

    // SHA1 is what the protocol asks for.
#pragma warning disable CA5350
    private static byte[] Answer(string password, ReadOnlySpan<byte> salt)
    {
        var once = SHA1.HashData(Encoding.UTF8.GetBytes(password));
        var mask = SHA1.HashData([.. salt, .. SHA1.HashData(once)]);
        for (var at = 0; at < once.Length; at++) once[at] ^= mask[at];
        return once;
    }
#pragma warning restore CA5350
}
