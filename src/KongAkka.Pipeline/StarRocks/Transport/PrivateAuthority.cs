using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>Trust in the authorities of a PEM file, and in no others.</summary>
public static class PrivateAuthority
{
    /// <summary>How servers' certificates are held against them. They are not asked for revocations, which private authorities seldom publish.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="UnrecoverableException">The file cannot be used.</exception>
    public static X509ChainPolicy PolicyOf(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
            if (policy.CustomTrustStore.Count == 0) throw new CryptographicException("It holds no certificate.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnrecoverableException($"{file} cannot be used: {e.Message}", "Let sink.starrocks.ca-certificate name a PEM file with the authority's certificate that the service's user may read.", e);
        }

        return policy;
    }
}
