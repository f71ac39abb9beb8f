using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>The configuration as it is in force, to be shown: each job with its defaults, and nothing secret.</summary>
internal static partial class EffectiveConfiguration
{
    private const string Hidden = "******";

    /// <summary>Makes it.</summary>
    /// <param name="service">The section <c>kongakka</c>.</param>
    public static JsonObject Of(HoconObject service)
    {
        var shown = new JsonObject();
        foreach (var (key, value) in service.Fields)
            if (key is not ("job-defaults" or "jobs")) shown[key] = Show(key, value);
        var jobs = new JsonObject();
        if (service.TryFind(out var defaults, "job-defaults") && service.TryFind(out var named, "jobs") && named is HoconObject { Fields: var fields })
            foreach (var (name, job) in fields) jobs[name] = Show("", HoconObject.Merge((HoconObject)defaults, (HoconObject)job));
        shown["jobs"] = jobs;
        return shown;
    }

    // The path and not the last name alone: a property without quotes, as sasl.jaas.config, is many sections here.
    private static JsonNode? Show(string path, HoconValue value) => value switch
    {
        HoconObject inner => new JsonObject(inner.Fields.Select(f => KeyValuePair.Create(f.Key, Show($"{path}.{f.Key}", f.Value)))),
        HoconArray list => new JsonArray([.. list.Items.Select(i => Show(path, i))]),
        HoconScalar { IsNull: false } scalar => Secret().IsMatch(path) && scalar.Text.Length > 0 ? Hidden : Clean(scalar.Text),
        _ => null,
    };

    /// <summary>Addresses and connection strings hold secrets too. Where a password ends is not sure in all their forms: what stands behind it is hidden with it.</summary>
    private static string Clean(string text) => Inside().Replace(text, $"$1{Hidden}");

    [GeneratedRegex(@"password(?!-file)|passwd|secret|token(?!\.endpoint)|jaas|credential|pem$|passphrase|keystore\.key$|oauthbearer\.config$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("((?:password|pwd)\\s*=\\s*).*|(?<=://[^/@:]*:)[^/@]+(?=@)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Inside();
}
