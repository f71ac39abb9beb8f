using KongAkka.Pipeline;
using KongAkka.Service.Commands;

namespace KongAkka.Tests.Service;

public sealed class CheckRunnerTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Each_check_has_a_line_and_all_are_run()
    {
        var allOk = await RunAsync(
            new Check("one", _ => Task.FromResult(CheckResult.Ok("4 partitions"))),
            new Check("two", _ => Task.FromResult(CheckResult.Fail("Nothing there.", "Make it."))),
            new Check("three", _ => throw new UnrecoverableException("Topic t is missing.", "Create it.")),
            new Check("four", _ => throw new HttpRequestException("refused\nby fe:8030")),
            new Check("five", _ => Task.FromResult(CheckResult.Ok("fine"))));
        Assert.False(allOk);
        Assert.Equal(
            """
            ok    one: 4 partitions
            FAIL  two: Nothing there. Make it.
            FAIL  three: Topic t is missing. Create it.
            FAIL  four: refused by fe:8030 Check the address and the settings named by it.
            ok    five: fine

            """,
            _output.ToString());
    }

    [Fact]
    public async Task A_check_without_an_answer_fails_in_time_even_when_it_does_not_listen()
    {
        Assert.False(await RunAsync(new Check("deaf", _ => new TaskCompletionSource<CheckResult>().Task)));
        Assert.StartsWith("FAIL  deaf: There was no answer within 0.05 s.", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_asked_without_an_answer_is_left_out()
    {
        var answered = new Check("answered", _ => Task.FromResult(CheckResult.Ok("")));
        var unanswered = new Check("unanswered", _ => throw new UnrecoverableException("Nobody there.", "Start it."));
        await RunAsync(answered, unanswered, new Check("needs both", _ => Task.FromResult(CheckResult.Ok(""))) { Needs = [answered, unanswered] }, new Check("needs one", _ => Task.FromResult(CheckResult.Ok(""))) { Needs = [answered] });
        Assert.DoesNotContain("needs both", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("needs one", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_is_well_when_every_check_is() =>
        Assert.True(await RunAsync(new Check("one", _ => Task.FromResult(CheckResult.Ok("")))));

    [Fact]
    public async Task What_was_not_answered_is_told_once()
    {
        var first = new Check("first", _ => throw new UnrecoverableException("Nobody there.", "Start it."));
        var second = new Check("second", _ => Task.FromResult(CheckResult.Fail("It refuses.", "Allow it.")));
        Assert.False(await RunAsync(
            first,
            second,
            new Check("left out", _ => Task.FromResult(CheckResult.Ok(""))) { After = [first] },
            new Check("told", _ => Task.FromResult(CheckResult.Ok("another way"))) { After = [first, second] }));
        Assert.Equal(
            """
            FAIL  first: Nobody there. Start it.
            FAIL  second: It refuses. Allow it.
            ok    told: another way

            """,
            _output.ToString());
    }

    [Fact]
    public async Task Who_cannot_be_reached_has_one_line_in_Kafka_and_one_in_StarRocks()
    {
        var configuration = ConfigurationSample.Read("""
            kongakka.jobs.j { source.bootstrap-servers = "127.0.0.1:1", sink.starrocks.load-url = "http://127.0.0.1:1", rejects { type = kafka, topic = r } }
            """);
        Assert.False(await new CheckRunner(_output, TimeSpan.FromSeconds(30)).RunAsync(Checks.Of(configuration).Where(c => c.Name != "journal"), CancellationToken.None));
        Assert.Equal(["FAIL  j: topic", "FAIL  j: FE 127.0.0.1"], _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(':', line.Split(':').Take(2))));
    }

    [Fact]
    public async Task A_folder_for_rejects_that_cannot_be_made_is_a_fault()
    {
        var file = Path.GetTempFileName();
        try
        {
            var configuration = ConfigurationSample.Read($"kongakka.jobs.j.rejects.directory = \"{file}.d\"");
            Assert.True(await RunAsync([.. Checks.Of(configuration).Where(c => c.Name == "j: rejects")]));
            Directory.Delete($"{file}.d");
            configuration = ConfigurationSample.Read($"kongakka.jobs.j.rejects.directory = \"{file}/below\"");
            Assert.False(await RunAsync([.. Checks.Of(configuration).Where(c => c.Name == "j: rejects")]));
            Assert.Contains($"FAIL  j: rejects: {file}/below cannot be written:", _output.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_journal_has_a_line()
    {
        var folder = Directory.CreateTempSubdirectory("kongakka-check-");
        try
        {
            var file = Path.Combine(folder.FullName, "journal.db");
            var other = Path.Combine(folder.FullName, "other.db");
            await File.WriteAllTextAsync(other, new string('x', 5000));
            Assert.True(await RunJournalAsync(file));
            Assert.False(await RunJournalAsync(other));
            Assert.Equal(
                $"""
                ok    journal: {file} can be written
                FAIL  journal: The journal {other} is no SQLite database. Name another file in journal.connection-string; this one was left as it is.

                """,
                _output.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>With time enough to load SQLite.</summary>
    private Task<bool> RunJournalAsync(string file) => new CheckRunner(_output, TimeSpan.FromSeconds(30)).RunAsync(
        Checks.Of(ConfigurationSample.Read("", $"journal.connection-string=Data Source={file}")).Where(c => c.Name == "journal"), CancellationToken.None);

    private Task<bool> RunAsync(params Check[] checks) => new CheckRunner(_output, TimeSpan.FromMilliseconds(50)).RunAsync(checks, CancellationToken.None);
}
