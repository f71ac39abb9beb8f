using System.Text.RegularExpressions;
using System.Xml.Linq;
using KongAkka.Service.Commands;
using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Layout;

/// <summary>What the image and the compose file say of each other and of the rest of the tree; neither is built or run here.</summary>
public sealed partial class ContainerTests
{
    private static readonly string Dockerfile = Repository.Read("docker/Dockerfile");
    private static readonly string Compose = Repository.Read("docker/compose.yaml");

    [Fact]
    public void The_image_restores_exactly_the_projects_that_the_service_is_made_of()
    {
        var restored = CopiedFromContext().Where(source => source.EndsWith(".csproj", StringComparison.Ordinal));
        Assert.Equal(Closure("src/KongAkka.Service/KongAkka.Service.csproj").Order(StringComparer.Ordinal), restored.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_image_is_built_from_is_there_and_sent_to_the_build()
    {
        var sent = Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..].TrimEnd('/')).ToArray();
        var copied = CopiedFromContext().Select(source => source.TrimEnd('/')).ToArray();
        Assert.All(copied, source => Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), source));
        Assert.All(copied, source => Assert.Contains(sent, entry => source == entry || source.StartsWith(entry + "/", StringComparison.Ordinal)));
        Assert.All(sent, entry => Assert.Contains(entry, copied));
        var embedded = Closure("src/KongAkka.Service/KongAkka.Service.csproj").SelectMany(project => Included(project, "EmbeddedResource"));
        Assert.All(embedded, file => Assert.Contains(copied, source => file == source || file.StartsWith(source + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_configuration_of_the_container_has_no_faults_with_what_compose_sets()
    {
        var configuration = Read(new Dictionary<string, string>());
        Assert.Empty(configuration.Warnings);
        Assert.Null(configuration.Admin.Token);
        Assert.Equal("kong-log", Assert.Single(configuration.Jobs).Source.Topic);
        Assert.Equal("0123456789abcdef", Read(new() { ["KONGAKKA_ADMIN_TOKEN"] = "0123456789abcdef" }).Admin.Token);
    }

    [Fact]
    public void Every_variable_that_compose_hands_to_the_service_is_one_of_its_configuration()
    {
        var used = Variable().Matches(Repository.Read("docker/kongakka.conf")).Select(match => match.Groups[1].Value);
        Assert.Empty(Environment().Keys.Except(used));
    }

    [Fact]
    public void The_table_that_compose_makes_is_the_one_that_check_prints()
    {
        var made = Statements(Repository.Read("docker/starrocks.sql").Split('\n')).Where(line => !line.StartsWith("CREATE DATABASE", StringComparison.Ordinal)).Select(line => line.Replace("TABLE IF NOT EXISTS", "TABLE", StringComparison.Ordinal));
        Assert.Equal(Statements(PrintedTables.Of(Read([]).Jobs)), made);
    }

    [Fact]
    public void Image_compose_and_service_agree_on_paths_port_topic_and_grace()
    {
        var configuration = Read([]);
        var file = Value(Dockerfile, """CMD \["run", "--config", "([^"]+)"\]""");
        Assert.Contains($"- ./kongakka.conf:{file}:ro", Compose, StringComparison.Ordinal);
        Assert.Contains($"- kongakka:{Value(Dockerfile, @"^VOLUME (\S+)$")}\n", Compose, StringComparison.Ordinal);
        Assert.Equal(Value(Dockerfile, @"^VOLUME (\S+)$"), Value(Dockerfile, @"^WORKDIR (/var\S+)$"));
        var port = new AdminSettings().Port;
        Assert.Equal(($"{port}", port), (Value(Dockerfile, @"^EXPOSE (\d+)$"), configuration.Admin.Port));
        Assert.Contains($"127.0.0.1:{port}:{port}", Compose, StringComparison.Ordinal);
        Assert.Equal(configuration.Jobs[0].Source.Topic, Value(Compose, "\"--topic\", \"([^\"]+)\""));
        Assert.True(configuration.ShutdownGrace < TimeSpan.FromSeconds(int.Parse(Value(Compose, @"stop_grace_period: (\d+)s"))));
    }

    private static ServiceConfiguration Read(Dictionary<string, string> more)
    {
        var loader = new ConfigurationLoader(name => more.GetValueOrDefault(name) ?? Environment().GetValueOrDefault(name), memory: 4L << 30);
        loader.AddFile(Path.Combine(Repository.Root, "docker/kongakka.conf"));
        return loader.Read(out _);
    }

    /// <summary>The variables of compose's service by value; null for those that it hands on where they are set.</summary>
    private static Dictionary<string, string?> Environment()
    {
        var service = Compose[Compose.IndexOf("\n  kongakka:\n", StringComparison.Ordinal)..];
        var block = service[service.IndexOf("    environment:\n", StringComparison.Ordinal)..service.IndexOf("    read_only:", StringComparison.Ordinal)];
        return EnvironmentLine().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value is { Length: > 0 } value ? value : null);
    }

    private static IEnumerable<string> CopiedFromContext() =>
        CopyLine().Matches(Dockerfile).Select(match => match.Groups[1].Value.Split(' ')).Where(words => !words[0].StartsWith("--", StringComparison.Ordinal)).SelectMany(words => words[..^1]);

    private static IEnumerable<string> Closure(string project) => Included(project, "ProjectReference").SelectMany(Closure).Prepend(project).Distinct();

    private static IEnumerable<string> Included(string project, string element) =>
        XDocument.Load(Path.Combine(Repository.Root, project)).Descendants(element)
            .Select(e => Path.GetRelativePath(Repository.Root, Path.GetFullPath((string)e.Attribute("Include")!, Path.GetDirectoryName(Path.Combine(Repository.Root, project))!)));

    private static IEnumerable<string> Statements(IEnumerable<string> lines) => lines.Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal));

    private static string Value(string text, string pattern) => Assert.Single(Regex.Matches(text, pattern, RegexOptions.Multiline)).Groups[1].Value;

    [GeneratedRegex(@"^COPY (.+)$", RegexOptions.Multiline)]
    private static partial Regex CopyLine();

    [GeneratedRegex(@"^      ([A-Z_]+):(?: (\S+))?$", RegexOptions.Multiline)]
    private static partial Regex EnvironmentLine();

    [GeneratedRegex(@"\$\{\??([A-Z_]+)\}")]
    private static partial Regex Variable();
}
