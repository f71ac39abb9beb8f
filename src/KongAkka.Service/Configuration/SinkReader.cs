using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the section <c>sink</c> of a job.</summary>
internal static class SinkReader
{
    /// <summary>Reads it.</summary>
    /// <param name="sink">The section.</param>
    public static SinkSettings Read(ConfigurationSection sink)
    {
        LaterKeys.WarnOfSink(sink);
        var type = ReadType(sink);
        var onUnfit = sink.Choice<OnUnfit>("on-unfit", new("reject", OnUnfit.Reject), new("truncate", OnUnfit.Truncate), new("null", OnUnfit.Null));
        var starrocks = ReadStarRocks(sink.Section("starrocks"), required: type == SinkType.StarRocks);
        return new SinkSettings(type ?? SinkType.StarRocks, onUnfit, type == SinkType.StarRocks ? starrocks : null);
    }

    private static SinkType? ReadType(ConfigurationSection sink)
    {
        if (sink.Text("type") is not "mysql")
            return sink.Choice<SinkType?>("type", new("starrocks", SinkType.StarRocks), new("print", SinkType.Print), new("blackhole", SinkType.Blackhole));
        sink.Fault("type", "The sink mysql is not part of this version.", "Write starrocks | print | blackhole.");
        return null;
    }

    private static StarRocksSettings ReadStarRocks(ConfigurationSection starrocks, bool required) => new()
    {
        LoadUrls = ReadLoadUrls(starrocks, required),
        Database = ReadName(starrocks, "database", "quickstart", required),
        Table = ReadName(starrocks, "table", "KONG_ACCESS_LOG", required),
        Username = starrocks.Text("username") ?? "root",
        Password = starrocks.Text("password") ?? "",
        LoadTimeout = starrocks.Duration("load-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3)),
        LabelKeepTime = starrocks.Duration("label-keep-max-time", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650)),
        LabelKeepNum = starrocks.Int("label-keep-max-num", 1, int.MaxValue),
        ConnectTimeout = starrocks.Duration("connect-timeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
        ContinueTimeout = starrocks.Duration("continue-timeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
        RedirectHosts = starrocks.Texts("redirect-hosts"),
    };

    private static string ReadName(ConfigurationSection starrocks, string key, string example, bool required)
    {
        var name = required ? starrocks.RequiredText(key, example) : starrocks.Text(key) ?? "";
        if (name.IndexOfAny(['/', '`', '?', '#', '\n']) >= 0) starrocks.Fault(key, $"\"{name}\" is not a name.", "Write the plain name without `, / and the like; the database has a key of its own.");
        return name;
    }

    private static List<Uri> ReadLoadUrls(ConfigurationSection starrocks, bool required)
    {
        var urls = new List<Uri>();
        var texts = starrocks.Texts("load-url");
        foreach (var text in texts)
        {
            if (ReadLoadUrl(text) is { } url) urls.Add(url);
            else starrocks.Fault("load-url", $"{(text.Contains('@') ? "An address with a user in it" : $"\"{text}\"")} is not the HTTP address of an FE.", "Write [\"http://fe1:8030\", \"http://fe2:8030\"]; user and password have keys of their own.");
        }

        if (required && texts.Count == 0) starrocks.Fault("load-url", "It is missing.", "Set it, as in load-url = [\"http://fe:8030\"].");
        return urls;
    }

    private static Uri? ReadLoadUrl(string text)
    {
        var isUrl = Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var url);
        return isUrl && url is { Scheme: "http" or "https", Host.Length: > 0, AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" } ? url : null;
    }
}
