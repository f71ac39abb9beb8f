using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Savepoints.Flink;
using KongAkka.Service.Commands;
using KongAkka.Service.Commands.Savepoints;
using KongAkka.Tests.Jobs.Savepoints;
using KongAkka.Tests.Jobs.Savepoints.Flink;

namespace KongAkka.Tests.Service.Savepoints;

public sealed class SavepointOutputTests
{
    private static readonly StoredSavepoint Own = new StoredSavepoint.OfKongAkka(SampleSavepoint.Create());
    private static readonly StoredSavepoint Flink = StoredSavepoint.Read(RecordedSavepoints.Folder("stopped-4-partitions"));
    private static readonly StoredSavepoint Partly = new StoredSavepoint.OfFlink(new FlinkSavepoint
    {
        CheckpointId = 3,
        MetadataVersion = 5,
        Source = "s",
        Topic = "t",
        Positions = [new(1, 7)],
        Unresolved = [new(0, UnresolvedStart.Earliest), new(2, UnresolvedStart.Configured)],
    });

    private readonly StringWriter _text = new();

    [Fact]
    public void A_savepoint_of_ours_is_shown_with_its_job_and_offsets()
    {
        Shown(Own, "kind        KongAkka", "savepoint-0123ab-0123456789ab", "2026-11-25T09:00:00.000Z", "access-log (0123abcd0123abcd0123abcd0123abcd)", "d.t", "partition  next offset", "        0           42", "        1          300");
    }

    [Fact]
    public void A_savepoint_of_Flinks_is_shown_with_its_source_and_offsets() =>
        Shown(Flink, "kind           Flink", "checkpoint id  6", "Source: source_kong_log[1]", "kong4", "        0       369026", "        3       367781");

    [Fact]
    public void A_partition_without_an_offset_stands_among_the_others() =>
        Shown(Partly, "        0  " + "at its beginning".PadLeft(30), "        1  " + "7".PadLeft(30), "        2  where the source's options say");

    [Fact]
    public void A_program_gets_JSON()
    {
        new SavepointOutput(_text, asJson: true, isTerminal: false).WriteSavepoint(Partly);
        new SavepointOutput(_text, asJson: true, isTerminal: false).WriteSavepoint(Own);
        Assert.Equal(
            """
            {"kind":"flink","checkpointId":3,"metadataVersion":5,"source":"s","topic":"t","positions":[{"partition":1,"next":7}],"unresolved":[{"partition":0,"start":"earliest"},{"partition":2,"start":"configured"}]}
            {"kind":"kongakka","id":"savepoint-0123ab-0123456789ab","jobId":"0123abcd0123abcd0123abcd0123abcd","jobName":"access-log","takenAt":"2026-11-25T09:00:00Z","topicId":"i","clusterId":"c","target":"d.t","isDrained":true,"version":"1.0","kongAkkaVersion":"1.2.3","topic":"kong-log","positions":[{"partition":0,"next":42},{"partition":1,"next":300}],"unresolved":[]}

            """,
            _text.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Flink_goes_on_with_exactly_these_options()
    {
        new SavepointOutput(_text, asJson: false, isTerminal: false).WriteFlinkOptions(Own);
        Assert.Equal("'scan.startup.mode' = 'specific-offsets',\n'scan.startup.specific-offsets' = 'partition:0,offset:42;partition:1,offset:300'\n", _text.ToString().ReplaceLineEndings("\n"));
        Assert.Null(FlinkOptions.Missing(Own));
    }

    [Fact]
    public void Options_that_would_miss_a_partition_are_not_printed()
    {
        var missing = FlinkOptions.Missing(Partly);
        Assert.Contains("0 (at its beginning), 2 (where the source's options say)", missing, StringComparison.Ordinal);
        Assert.Contains("'partition:1,offset:7'", missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "", "--json")]
    [InlineData(0, "", "--flink")]
    [InlineData(2, "", "--flink", "--json")]
    [InlineData(2, "/none")]
    [InlineData(1, "/../FlinkSavepointTests.cs")]
    public async Task The_exit_code_tells_a_wrong_call_from_a_savepoint_of_no_use(int exitCode, string end, params string[] options) =>
        Assert.Equal(exitCode, await CommandLine.RunAsync(["savepoint", "show", RecordedSavepoints.Folder("idle-partition") + end, .. options]));

    private void Shown(StoredSavepoint savepoint, params string[] parts)
    {
        new SavepointOutput(_text, asJson: false, isTerminal: false).WriteSavepoint(savepoint);
        foreach (var part in parts) Assert.Contains(part, _text.ToString(), StringComparison.Ordinal);
    }
}
