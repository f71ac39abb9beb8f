namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>The files of certificates and keys that the Java client's properties name, as librdkafka takes them. They are read anew for each client that is made; nothing of them is written anywhere.</summary>
internal static class KeyStores
{
    private const string TrustStore = "ssl.truststore.location";
    private const string KeyStore = "ssl.keystore.location";

    /// <summary>Puts librdkafka's properties in place of those that name the trust store.</summary>
    /// <param name="properties">The properties as they are given.</param>
    /// <param name="translation">Takes what they are in librdkafka's words, and what is wrong with them.</param>
    public static void TranslateTrust(IReadOnlyDictionary<string, string> properties, Translation translation)
    {
        if (properties.TryGetValue("ssl.truststore.certificates", out var certificates)) translation.Put("ssl.ca.pem", certificates, "ssl.truststore.certificates");
        if (!properties.TryGetValue(TrustStore, out var path) || Open(TrustStore, path, translation.Faults) is not { } content) return;
        switch (KindOf(content))
        {
            case KeyStoreKind.Pem:
                PemFiles.Check(TrustStore, path, content, [PemFiles.Certificate], translation.Faults);
                translation.Put("ssl.ca.location", path, TrustStore);
                break;
            case KeyStoreKind.Pkcs12:
                if (ReadPem(path, content, properties.GetValueOrDefault("ssl.truststore.password"), translation.Faults) is { } pem) translation.Put("ssl.ca.pem", pem, TrustStore);
                break;
            case var kind:
                translation.Faults.Add(Unusable(TrustStore, path, kind));
                break;
        }
    }

    /// <summary>Puts librdkafka's properties in place of those that name the client's own key.</summary>
    /// <param name="properties">The properties as they are given.</param>
    /// <param name="translation">Takes what they are in librdkafka's words, and what is wrong with them.</param>
    public static void TranslateKey(IReadOnlyDictionary<string, string> properties, Translation translation)
    {
        if (properties.TryGetValue("ssl.keystore.key", out var key)) translation.Put("ssl.key.pem", key, "ssl.keystore.key");
        if (properties.TryGetValue("ssl.keystore.certificate.chain", out var chain)) translation.Put("ssl.certificate.pem", chain, "ssl.keystore.certificate.chain");
        if (!properties.TryGetValue(KeyStore, out var path) || Open(KeyStore, path, translation.Faults) is not { } content) return;
        switch (KindOf(content))
        {
            case KeyStoreKind.Pem:
                PemFiles.Check(KeyStore, path, content, [PemFiles.Certificate, PemFiles.PrivateKey], translation.Faults);
                translation.Put("ssl.certificate.location", path, KeyStore);
                translation.Put("ssl.key.location", path, KeyStore);
                break;
            case KeyStoreKind.Pkcs12:
                var password = properties.GetValueOrDefault("ssl.keystore.password");
                if (JavaProperties.UseTls(properties)) CheckKey(path, content, password, translation.Faults);
                translation.Put(KeyStore, path, KeyStore);
                if (password is not null) translation.Put("ssl.keystore.password", password, "ssl.keystore.password");
                break;
            case var kind:
                translation.Faults.Add(Unusable(KeyStore, path, kind));
                break;
        }
    }

    /// <summary>What a file is by its first bytes.</summary>
    /// <param name="content">The file.</param>
    internal static KeyStoreKind KindOf(ReadOnlySpan<byte> content) => content switch
    {
        [0xFE, 0xED, 0xFE, 0xED, ..] or [0xCE, 0xCE, 0xCE, 0xCE, ..] => KeyStoreKind.Jks,
        [0x30, ..] => KeyStoreKind.Pkcs12,
        _ when content.IndexOf("-----BEGIN "u8) >= 0 => KeyStoreKind.Pem,
        _ => KeyStoreKind.Unknown,
    };

    /// <summary>Reads a file that a property names.</summary>
    /// <param name="key">The property.</param>
    /// <param name="path">The file.</param>
    /// <param name="faults">Takes that it cannot be read.</param>
    /// <returns>Its content; null when it cannot be read.</returns>
    internal static byte[]? Open(string key, string path, List<PropertyFault> faults)
    {
        try
        {
            return SecretFile.ReadBytes(path);
        }
        catch (IOException e)
        {
            faults.Add(new PropertyFault(key, e.Message, "Name a file that the service may read.", IsInFile: true));
            return null;
        }
    }

    private static string? ReadPem(string path, byte[] content, string? password, List<PropertyFault> faults)
    {
        using var store = new OpenedStore(path, content, password, TrustStore, "ssl.truststore.password", faults, isOursToRead: true);
        if (store.Certificates is not { } certificates) return null;
        if (certificates.Count > 0) return string.Join('\n', certificates.Select(c => c.ExportCertificatePem()));
        faults.Add(new PropertyFault(TrustStore, $"{path} holds no certificate.", "Import the one of the brokers' authority with keytool -importcert.", IsInFile: true));
        return null;
    }

    // librdkafka opens it itself, and does not say what is wrong with it.
    private static void CheckKey(string path, byte[] content, string? password, List<PropertyFault> faults)
    {
        using var store = new OpenedStore(path, content, password, KeyStore, "ssl.keystore.password", faults, isOursToRead: false);
        if (store.Certificates is { } certificates && !certificates.Any(c => c.HasPrivateKey))
            faults.Add(new PropertyFault(KeyStore, $"{path} holds no private key.", "Name the store with the client's own key and certificate.", IsInFile: true));
    }

    private static PropertyFault Unusable(string key, string path, KeyStoreKind kind) => kind == KeyStoreKind.Jks
        ? new PropertyFault(key, $"{path} is a JKS store, which Java alone reads.", $"Convert it: keytool -importkeystore -srckeystore {path} -destkeystore {Path.ChangeExtension(path, ".p12")} -deststoretype PKCS12", IsInFile: true)
        : new PropertyFault(key, $"{path} is neither PKCS12 nor PEM.", "Name a store of one of these kinds.", IsInFile: true);
}
