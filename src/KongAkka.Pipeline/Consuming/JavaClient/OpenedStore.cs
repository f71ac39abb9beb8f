using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>A PKCS12 store in memory.</summary>
internal sealed class OpenedStore : IDisposable
{
    // ERROR_INVALID_PASSWORD, with which .NET answers on every system.
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <summary>Opens it.</summary>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="content">The file's content.</param>
    /// <param name="password">Its password; null when none is given.</param>
    /// <param name="property">The property that names the file.</param>
    /// <param name="passwordProperty">The property that gives the password.</param>
    /// <param name="faults">Takes why it does not open.</param>
    /// <param name="isOursToRead">Whether it is of no use where .NET cannot read it; librdkafka may know a kind of keys that .NET does not.</param>
    public OpenedStore(string path, byte[] content, string? password, string property, string passwordProperty, List<PropertyFault> faults, bool isOursToRead)
    {
        try
        {
            Certificates = X509CertificateLoader.LoadPkcs12Collection(content, password, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException e) when (password is null && (isOursToRead || e.HResult == WrongPassword))
        {
            faults.Add(new PropertyFault(property, $"{path} does not open without a password.", $"Set {passwordProperty}.", IsInFile: true));
        }
        catch (CryptographicException e) when (isOursToRead || e.HResult == WrongPassword || e.InnerException is AsnContentException)
        {
            faults.Add(new PropertyFault(property, $"{path} does not open with {passwordProperty}: {e.Message}", "Set the store's password, or make the store anew where it is damaged.", IsInFile: true));
        }
        catch (CryptographicException)
        {
            // For librdkafka to read.
        }
    }

    /// <summary>What it holds; null when it does not open.</summary>
    public X509Certificate2Collection? Certificates { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in Certificates ?? []) certificate.Dispose();
    }
}
