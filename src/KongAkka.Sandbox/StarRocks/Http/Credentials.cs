using System.Text;
using KongAkka.Sandbox.StarRocks.Mysql;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>Authentication of the one user there is, <c>root</c>.</summary>
internal sealed class Credentials(string rootPassword)
{
    /// <summary>Whether a login of the MySQL protocol is root's.</summary>
    /// <param name="user">The user it names.</param>
    /// <param name="salt">What the server sent for it.</param>
    /// <param name="answer">What <c>mysql_native_password</c> made of salt and password; empty for an empty password.</param>
    public bool Accept(string user, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> answer) =>
        user == "root" && NativePassword.IsAnswer(rootPassword, salt, answer);

    /// <summary>Whether the request is root's by Basic authentication.</summary>
    /// <param name="request">The request.</param>
    /// <param name="user">The user it names; empty when it names none.</param>
    public bool Accept(HttpRequest request, out string user)
    {
        user = "";
        if (request.Headers.Authorization is not [{ } header, ..] || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return false;
        var encoded = header["Basic ".Length..].Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return false;
        var (name, password) = Split(Encoding.UTF8.GetString(bytes, 0, length));
        user = name;
        return name == "root" && password == rootPassword;
    }

    private static (string Name, string Password) Split(string pair)
    {
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (pair, "") : (pair[..colon], pair[(colon + 1)..]);
    }
}
