namespace KongAkka.Service.Configuration;

/// <summary>Checks the key <c>bootstrap-servers</c>.</summary>
internal static class KafkaServers
{
    /// <summary>Checks that each server is an address.</summary>
    /// <param name="section">The section that has the key.</param>
    /// <param name="servers">Its value; empty when a fault was noted already.</param>
    public static void Check(ConfigurationSection section, string servers)
    {
        foreach (var server in servers.Split(',', StringSplitOptions.TrimEntries))
        {
            var colon = server.LastIndexOf(':');
            if (servers.Length == 0 || (colon > 0 && ushort.TryParse(server.AsSpan(colon + 1), out var port) && port > 0)) continue;
            section.Fault("bootstrap-servers", $"\"{server}\" is not an address.", "Write \"host:port\", several with commas between.");
        }
    }
}
