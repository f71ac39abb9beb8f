using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KongAkka.Tests.Layout;

public sealed partial class LayoutTests
{
    private static readonly string[] Line = ["Parsing", "Pipeline", "Jobs", "Service", "Sandbox"];

    public static TheoryData<string, string[]> References()
    {
        var data = new TheoryData<string, string[]>();
        for (var i = 0; i < Line.Length; i++) data.Add(Line[i], i == 0 ? [] : [Line[i - 1]]);
        return data;
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Each_project_references_only_the_one_before_it(string project, string[] expected)
    {
        var references = Elements(project, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include)!["KongAkka.".Length..]);
        Assert.Equal(expected, references);
    }

    [Fact]
    public void Parsing_has_no_packages() => Assert.Empty(Elements("Parsing", "PackageReference"));

    [Theory]
    [InlineData("Confluent.Kafka", "src/KongAkka.Pipeline/Consuming/", "src/KongAkka.Pipeline/Rejects/Kafka/", "src/KongAkka.Sandbox/", "src/KongAkka.Service/Commands/")]
    [InlineData("System.Net.Http", "src/KongAkka.Pipeline/StarRocks/", "src/KongAkka.Sandbox/", "src/KongAkka.Service/Commands/Jobs/")]
    [InlineData("K4os", "src/KongAkka.Pipeline/StarRocks/Transport/", "src/KongAkka.Sandbox/StarRocks/Loading/")]
    [InlineData("DuckDB.NET", "src/KongAkka.Sandbox/StarRocks/")]
    [InlineData("Akka.Persistence.Sql", "src/KongAkka.Jobs/Journal/")]
    [InlineData("LinqToDB", "src/KongAkka.Jobs/Journal/")]
    [InlineData("Microsoft.Data.Sqlite", "src/KongAkka.Jobs/Journal/")]
    [InlineData("Microsoft.AspNetCore", "src/KongAkka.Sandbox/", "src/KongAkka.Service/Http/")]
    [InlineData("System.CommandLine", "src/KongAkka.Service/", "src/KongAkka.Sandbox/")]
    [InlineData("Akka.Streams", "src/KongAkka.Pipeline/", "src/KongAkka.Jobs/Supervision/")]
    public void A_library_is_used_only_where_it_belongs(string library, params string[] folders)
    {
        var strangers = Repository.SourceFiles("src")
            .Where(file => !folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Where(file => Regex.IsMatch(Repository.Read(file), $@"\b{Regex.Escape(library)}\b"));
        Assert.Empty(strangers);
    }

    [Fact]
    public void The_folders_of_the_pipeline_list_in_the_order_a_record_travels()
    {
        string[] path = ["Consuming", "Filtering", "Parsing", "Rejects", "RowBatching", "Sinks", "Sql", "StarRocks", "Telemetry"];
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src/KongAkka.Pipeline")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(path, folders);
    }

    [Theory]
    [InlineData("Consuming", "Filtering", "Parsing", "Rejects", "RowBatching", "Sinks", "Sql", "StarRocks")]
    [InlineData("Filtering", "Parsing", "Rejects", "RowBatching", "Sinks", "Sql", "StarRocks")]
    [InlineData("Parsing", "Rejects", "RowBatching", "Sql", "StarRocks")]
    [InlineData("Rejects", "RowBatching", "Sinks", "Sql", "StarRocks")]
    [InlineData("RowBatching", "Sinks", "Sql", "StarRocks")]
    public void A_step_knows_nothing_of_the_steps_behind_it(string step, params string[] behind)
    {
        var forbidden = new Regex($@"KongAkka\.Pipeline\.({string.Join('|', behind)})\b");
        Assert.DoesNotContain(Repository.SourceFiles("src/KongAkka.Pipeline/" + step), file => forbidden.IsMatch(Repository.Read(file)));
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.DoesNotContain(Repository.SourceFiles("src", "tests"), file => Repository.Read(file).Count(c => c == '\n') > 300);

    [Fact]
    public void Folders_are_at_most_two_deep_below_a_project()
    {
        const int FileInProject = 3;
        Assert.DoesNotContain(Repository.SourceFiles("src"), file => file.Split('/').Length > FileInProject + 2);
        // Tests mirror the projects too.
        Assert.DoesNotContain(Repository.SourceFiles("tests"), file => file.Split('/').Length > FileInProject + 3);
    }

    [Fact]
    public void No_folder_or_file_is_a_drawer() =>
        Assert.DoesNotContain(Repository.SourceFiles("src", "tests"), file => Drawer().IsMatch(file));

    [Fact]
    public void The_top_level_holds_only_what_belongs_there()
    {
        string[] allowed = ["src", "tests", "hocon", "docker", "KongAkka.sln", "README.md", "NuGet.config", "Directory.Build.props", "Directory.Packages.props"];
        var entries = Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.') && name != "data");
        Assert.Empty(entries.Except(allowed));
    }

    [Fact]
    public void Each_project_folder_says_what_lives_there()
    {
        var projects = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Concat(Directory.GetDirectories(Path.Combine(Repository.Root, "tests")));
        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(project, "README.md")), project));
    }

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(Path.Combine(Repository.Root, $"src/KongAkka.{project}/KongAkka.{project}.csproj"))
            .Descendants(name).Select(element => (string)element.Attribute("Include")!);

    [GeneratedRegex(@"(^|/)(Utils?|Helpers?|Common|Misc|Shared|Extensions|Core|Abstractions)(/|\.cs$)")]
    private static partial Regex Drawer();
}
