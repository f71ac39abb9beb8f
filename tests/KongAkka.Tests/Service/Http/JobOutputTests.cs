using System.Text.Json.Nodes;
using KongAkka.Jobs.Savepoints;
using KongAkka.Service.Commands.Jobs;
using KongAkka.Service.Http.Control;
using KongAkka.Tests.Jobs.Savepoints;

namespace KongAkka.Tests.Service.Http;

public sealed class JobOutputTests
{
    private static readonly FakeJobs Jobs = FakeJobs.OfEveryKind();
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    private readonly StringWriter _text = new();

    private JobOutput Output => new(_text, asJson: false, isTerminal: false);

    [Fact]
    public void A_list_has_a_line_a_job()
    {
        Output.WriteList(new JsonObject { ["jobs"] = new JsonArray([.. Jobs.Jobs.Select(j => JobJson.Of(j, Now))]) });
        Assert.Contains("running   00000000000000000000000000000001  RUNNING        10", _text.ToString(), StringComparison.Ordinal);
        Assert.Equal(1 + Jobs.Jobs.Count, _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_load_in_doubt_is_shown_with_the_question_and_the_next_call()
    {
        Output.WriteDecisions(new JsonObject { ["decisions"] = JobJson.Decisions(Jobs.Jobs[3], Now) }, "in-doubt");
        foreach (var part in new[] { "l1", "UNKNOWN", "d.t", "partition 0: 10 to before 20, 9 records", "3600 s", "  SELECT 1", "kongakka job resolve in-doubt l1 --as loaded, or --as reload" })
            Assert.Contains(part, _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Savepoints_are_listed_with_offsets_and_those_that_cannot_be_used_with_their_fault()
    {
        var sample = SampleSavepoint.Create();
        ListedSavepoint[] found = [new("/s/a", 500) { Savepoint = new StoredSavepoint.OfKongAkka(sample) }, new("/s/b", 3) { Fault = "Savepoint /s/b is damaged." }];
        Output.WriteSavepoints(new JsonObject { ["savepoints"] = new JsonArray([.. found.Select(s => ListedSavepointJson.Of(s, Now))]) });
        foreach (var part in new[] { "2026-11-25T09:00:00.000Z  access-log  true", "0: 42, 1: 300", "/s/a", "unusable", "Savepoint /s/b is damaged." })
            Assert.Contains(part, _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_is_shown_with_its_counts_states_and_failures()
    {
        Output.WriteJob(JobJson.Of(Jobs.Jobs[0], Now));
        foreach (var part in new[] { "kong-log", "filtered: 5", "0: 42", "RUNNING", "It broke." }) Assert.Contains(part, _text.ToString(), StringComparison.Ordinal);
    }
}
