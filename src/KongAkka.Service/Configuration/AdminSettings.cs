using System.Net;

namespace KongAkka.Service.Configuration;

/// <summary>Where the service listens for those who look at it and change it, and who may change it.</summary>
public sealed record AdminSettings
{
    /// <summary>The address; 127.0.0.1 by default.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The port, or 0 for any free one; 8558 by default.</summary>
    public int Port { get; init; } = 8558;

    /// <summary>The secret that changes must bring, or null.</summary>
    public string? Token { get; init; }

    /// <summary>Whether nothing can be changed; false by default.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The PEM file of the server's certificate, its chain behind it; null for plain HTTP.</summary>
    public string? Certificate { get; init; }

    /// <summary>The PEM file of the certificate's key; null when it is in the certificate's file.</summary>
    public string? Key { get; init; }

    /// <summary>The PEM file of the authorities whose clients may make changes, or null.</summary>
    public string? ClientAuthorities { get; init; }
}
