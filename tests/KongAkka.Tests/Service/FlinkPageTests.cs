using System.Text.RegularExpressions;
using KongAkka.Service.Configuration;
using KongAkka.Service.Hocon;
using KongAkka.Tests.Layout;

namespace KongAkka.Tests.Service;

public sealed partial class FlinkPageTests
{
    private static readonly string Page = Repository.Read("hocon/from-flink-sql.md");

    [Fact]
    public void Every_key_that_the_page_from_Flink_SQL_names_is_one()
    {
        var document = new HoconDocument(_ => null);
        document.AddText(ConfigurationLoader.Reference(), ConfigurationLoader.ReferenceName);
        var keys = Keys((HoconObject)((HoconObject)document.Resolve().Fields["kongakka"]).Fields["job-defaults"], "").ToHashSet();
        var named = Key().Matches(Page).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(named.Length > 40);
        Assert.Empty(named.Except(keys));
    }

    [Fact]
    public void Every_option_of_Flink_that_the_sample_stands_for_is_on_the_page()
    {
        var options = FlinkOption().Matches(Repository.Read("hocon/from-flink-sql.conf")).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(options.Length > 10);
        Assert.All(options, option => Assert.Contains(option, Page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Keys(HoconObject values, string prefix)
    {
        foreach (var (key, value) in values.Fields)
        {
            yield return prefix + key;
            if (value is HoconObject inner)
                foreach (var below in Keys(inner, $"{prefix}{key}.")) yield return below;
        }
    }

    // A key stands between back quotes, alone or with its value behind it; properties are Kafka's.
    [GeneratedRegex(@"`((?:source|sink|batch|rejects|restore|savepoint-directory|parallelism|rule)(?:\.[a-z-]+)*)(?=`| =|\.\""|\.\*)")]
    private static partial Regex Key();

    [GeneratedRegex(@"# [^']*'([a-z.\-]+)'")]
    private static partial Regex FlinkOption();
}
