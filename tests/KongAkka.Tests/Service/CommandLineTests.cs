using KongAkka.Service.Commands;

namespace KongAkka.Tests.Service;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(2, "run")]
    [InlineData(2, "walk")]
    [InlineData(2, "run", "--config")]
    [InlineData(2, "run", "--config", "none.conf")]
    [InlineData(2, "run", "--config", "none.conf", "--sett", "a=b")]
    [InlineData(2, "check", "--config", "none.conf", "--set", "nothing")]
    [InlineData(2, "check", "--config", "none.conf", "--sample", "0")]
    [InlineData(2, "check", "--config", "none.conf", "--sample", "x")]
    [InlineData(2, "check", "--config", "none.conf", "--sample")]
    [InlineData(2, "check", "--config", "none.conf", "--json")]
    [InlineData(2, "check", "--config", "none.conf", "--print-ddl", "--sample", "5")]
    [InlineData(0, "check", "--help")]
    [InlineData(2, "parse", "--rule", "none")]
    [InlineData(2, "parse", "none.jsonl")]
    [InlineData(2, "rejects")]
    [InlineData(2, "rejects", "list", "--config", "none.conf")]
    [InlineData(2, "rejects", "list", "j", "--config", "none.conf")]
    [InlineData(2, "rejects", "show", "j", "--config", "none.conf", "--limit", "0")]
    [InlineData(2, "rejects", "show", "j", "--config", "none.conf", "--offset", "x")]
    [InlineData(0, "rejects", "show", "--help")]
    [InlineData(0, "--help")]
    [InlineData(0, "run", "--help")]
    [InlineData(0, "--version")]
    public async Task A_wrong_call_ends_with_2(int exitCode, params string[] args) => Assert.Equal(exitCode, await CommandLine.RunAsync(args));

    [Fact]
    public async Task A_journal_that_cannot_be_used_ends_a_run_with_1()
    {
        var folder = Directory.CreateTempSubdirectory("kongakka-run-");
        try
        {
            var configuration = Path.Combine(folder.FullName, "k.conf");
            await File.WriteAllTextAsync(configuration, ConfigurationSample.Minimal);
            Assert.Equal(1, await CommandLine.RunAsync(["run", "--config", configuration, "--set", $"journal.connection-string=Data Source={folder.FullName}"]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
