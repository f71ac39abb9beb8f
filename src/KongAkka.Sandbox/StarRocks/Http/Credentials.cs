using System.Text;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>Basic authentication of the one user there is, <c>root</c>.</summary>
internal sealed class Credentials(string rootPassword)
{
    /// <summary>Whether the request is root's.</summary>
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
