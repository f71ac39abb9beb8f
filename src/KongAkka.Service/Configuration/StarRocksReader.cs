using KongAkka.Pipeline;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Transport;
using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the section <c>sink.starrocks</c> of a job.</summary>
internal static class StarRocksReader
{
    /// <summary>Reads it.</summary>
    /// <param name="starrocks">The section.</param>
    /// <param name="required">Whether the job loads by it.</param>
    public static StarRocksSettings Read(ConfigurationSection starrocks, bool required) => new()
    {
        LoadUrls = ReadLoadUrls(starrocks, required),
        Database = SinkReader.ReadName(starrocks, "database", "quickstart", required),
        Table = SinkReader.ReadName(starrocks, "table", "KONG_ACCESS_LOG", required),
        Username = starrocks.Text("username") ?? "root",
        Password = starrocks.Text("password") ?? "",
        PasswordFile = SinkReader.ReadPasswordFile(starrocks, required),
        LoadTimeout = starrocks.Duration("load-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3)),
        LabelKeepTime = starrocks.Duration("label-keep-max-time", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650)),
        LabelKeepNum = starrocks.Int("label-keep-max-num", 1, int.MaxValue),
        Compression = starrocks.Choice<LoadCompression>("compression", new("none", LoadCompression.None), new("gzip", LoadCompression.Gzip), new("lz4", LoadCompression.Lz4)),
        ConnectTimeout = starrocks.Duration("connect-timeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
        ContinueTimeout = starrocks.Duration("continue-timeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
        RedirectHosts = starrocks.Texts("redirect-hosts"),
        FollowsToHttp = starrocks.Choice<bool>("redirect-to-http", new("refuse", false), new("follow", true)),
        BackendHosts = ReadBackendHosts(starrocks),
        BackendUrls = ReadUrls(starrocks, "backend-url", "a BE", "[\"http://be1:8040\", \"http://be2:8040\"]"),
        CaCertificate = ReadAuthority(starrocks, required),
    };

    private static List<Uri> ReadLoadUrls(ConfigurationSection starrocks, bool required)
    {
        if (required && starrocks.Texts("load-url").Count == 0) starrocks.Fault("load-url", "It is missing.", "Set it, as in load-url = [\"http://fe:8030\"].");
        return ReadUrls(starrocks, "load-url", "an FE", "[\"http://fe1:8030\", \"http://fe2:8030\"]");
    }

    private static List<Uri> ReadUrls(ConfigurationSection starrocks, string key, string node, string example)
    {
        var urls = new List<Uri>();
        foreach (var text in starrocks.Texts(key))
        {
            if (ReadUrl(text) is { } url) urls.Add(url);
            else starrocks.Fault(key, $"{(text.Contains('@') ? "An address with a user in it" : $"\"{text}\"")} is not the HTTP address of {node}.", $"Write {example}; user and password have keys of their own.");
        }

        return urls;
    }

    private static Uri? ReadUrl(string text)
    {
        var isUrl = Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var url);
        return isUrl && url is { Scheme: "http" or "https", Host.Length: > 0, AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" } ? url : null;
    }

    private static Dictionary<string, BackendAddress> ReadBackendHosts(ConfigurationSection starrocks)
    {
        const string Form = "Write \"10.1.2.3\" = \"be.example.com:18040\", both in quotes, the left one without a port.";
        var hosts = new Dictionary<string, BackendAddress>(StringComparer.OrdinalIgnoreCase);
        var section = starrocks.Section("backend-hosts");
        foreach (var (told, value) in starrocks.Object("backend-hosts").Fields)
        {
            section.Ignore(told);
            var text = (value as HoconScalar)?.Text ?? "";
            if (value is HoconScalar { IsNull: true }) continue;
            if (!BackendAddress.TryParse(told, out var key) || key.Port is not null) section.Fault(told, $"\"{told}\" is not a host.", Form);
            else if (!BackendAddress.TryParse(text, out var address)) section.Fault(told, $"\"{text}\" is not the address of a BE.", Form);
            else hosts[key.Host] = address;
        }

        return hosts;
    }

    private static string? ReadAuthority(ConfigurationSection starrocks, bool required)
    {
        if (starrocks.Text("ca-certificate") is not { } file || !required) return null;
        try
        {
            PrivateAuthority.PolicyOf(file);
        }
        catch (UnrecoverableException e)
        {
            starrocks.Fault("ca-certificate", e.What, e.Remedy);
        }

        return file;
    }
}
