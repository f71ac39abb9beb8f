using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongAkka.Pipeline;
using KongAkka.Service.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace KongAkka.Service.Http;

/// <summary>TLS of the admin server.</summary>
internal static class AdminTls
{
    /// <summary>Loads what is configured.</summary>
    /// <param name="settings">The files.</param>
    /// <returns>How connections are secured; null for plain HTTP.</returns>
    /// <exception cref="UnrecoverableException">A file cannot be used.</exception>
    public static HttpsConnectionAdapterOptions? Load(AdminSettings settings)
    {
        if (settings.Certificate is not { } file) return null;
        var options = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = Read("certificate", file, () => X509Certificate2.CreateFromPemFile(file, settings.Key)),
            ServerCertificateChain = Read("certificate", file, () => Import(file)),
        };
        if (settings.ClientAuthorities is not { } authorities) return options;
        var trusted = Read("client-ca", authorities, () => Import(authorities));
        // Probes and dashboards read without a certificate; what changes something needs one.
        options.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        options.ClientCertificateValidation = (certificate, _, _) => IsTrusted(certificate, trusted);
        return options;
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(certificate);
    }

    private static X509Certificate2Collection Import(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        if (certificates.Count == 0) throw new CryptographicException("It holds no certificate.");
        return certificates;
    }

    private static T Read<T>(string key, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UnrecoverableException($"admin.tls.{key}: {file} cannot be used: {e.Message}", "Name a PEM file that the service's user may read; the key may be in it or in admin.tls.key.", e);
        }
    }
}
