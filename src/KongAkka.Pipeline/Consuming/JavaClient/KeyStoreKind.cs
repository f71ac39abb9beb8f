namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>What a file of certificates or keys is, by how it begins: Java's <c>ssl.*store.type</c> often says something else, and Java reads it all the same.</summary>
internal enum KeyStoreKind
{
    /// <summary>Something else.</summary>
    Unknown,

    /// <summary>PKCS #12: DER, so a sequence.</summary>
    Pkcs12,

    /// <summary>PEM: text.</summary>
    Pem,

    /// <summary>Java's own JKS or JCEKS.</summary>
    Jks,
}
