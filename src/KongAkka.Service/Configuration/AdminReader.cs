using System.Net;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the section <c>admin</c>.</summary>
internal static class AdminReader
{
    private const int TokenLength = 16;

    /// <summary>Reads it; faults go to the section.</summary>
    /// <param name="admin">The section.</param>
    public static AdminSettings Read(ConfigurationSection admin)
    {
        var tls = admin.Section("tls");
        var settings = new AdminSettings
        {
            BindAddress = ReadAddress(admin),
            Port = admin.Int("port", 0, IPEndPoint.MaxPort),
            Token = admin.Text("token"),
            ReadOnly = admin.Choice("read-only", new Choice<bool>("false", false), new Choice<bool>("true", true)),
            Certificate = tls.Text("certificate"),
            Key = tls.Text("key"),
            ClientAuthorities = tls.Text("client-ca"),
        };
        Check(admin, tls, settings);
        return settings;
    }

    private static IPAddress ReadAddress(ConfigurationSection admin)
    {
        var text = admin.RequiredText("bind-address", "127.0.0.1");
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.Loopback;
        if (IPAddress.TryParse(text, out var address)) return address;
        if (text.Length > 0) admin.Fault("bind-address", $"\"{text}\" is no IP address.", "Write one of this machine's, 127.0.0.1, or \"0.0.0.0\" for all of them.");
        return IPAddress.Loopback;
    }

    private static void Check(ConfigurationSection admin, ConfigurationSection tls, AdminSettings settings)
    {
        if (settings.Token is { } token && (token.Length < TokenLength || token.Any(c => c is <= ' ' or > '~')))
            admin.Fault("token", $"It has fewer than {TokenLength} characters, or others than printable ASCII.", "Take a random one, as from: openssl rand -hex 32");
        foreach (var (key, file) in new[] { ("key", settings.Key), ("client-ca", settings.ClientAuthorities) })
        {
            if (file is not null && settings.Certificate is null) tls.Fault(key, "It has no meaning without a certificate.", "Set admin.tls.certificate too.");
        }
    }
}
