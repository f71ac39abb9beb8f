using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Savepoints.Flink;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class RestoreRuleTests
{
    private static readonly EndsIdentified Found = new("cluster", "logs", "topic-id", "d.t", "rule", SampleJob.Now);
    private static readonly RestorePoint Ours = new("/sp", "savepoint-1", "logs", new Dictionary<int, long> { [0] = 10, [1] = 20 })
    {
        ClusterId = "cluster",
        TopicId = "topic-id",
        Target = "d.t",
        RuleHash = "rule",
    };

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void As_many_partitions_or_more_start_where_the_savepoint_stands(int partitions)
    {
        var starts = Starts(Ours, partitions);
        Assert.Equal(Ours.Positions, starts.Positions);
        Assert.Empty(starts.Warnings);
    }

    [Fact]
    public void A_savepoint_of_Flinks_says_nothing_of_cluster_table_and_rule() =>
        Assert.Empty(Starts(new RestorePoint("/sp", "flink-1", "logs", Ours.Positions), 2).Warnings);

    [Fact]
    public void Another_table_or_rule_is_a_warning()
    {
        var warnings = Starts(Ours with { Target = "d.u", RuleHash = "other" }, 2).Warnings;
        Assert.Contains("fills d.u, and this one fills d.t", warnings[0], StringComparison.Ordinal);
        Assert.Contains("another rule", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_topic_cluster_or_topic_id_and_fewer_partitions_are_refused_with_the_remedy()
    {
        Assert.Contains("it is of topic other, and this is logs", Refused(Ours with { Topic = "other" }, 2), StringComparison.Ordinal);
        Assert.Contains("it is of Kafka cluster other, and this is cluster", Refused(Ours with { ClusterId = "other" }, 2), StringComparison.Ordinal);
        Assert.Contains("it is of the topic with id other, and this one has topic-id", Refused(Ours with { TopicId = "other" }, 2), StringComparison.Ordinal);
        var fewer = Refused(Ours, 1);
        Assert.Contains("it has partition 1, which topic logs has not", fewer, StringComparison.Ordinal);
        Assert.Contains("restore.allow-non-restored-state = true", fewer, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_allowed_to_be_left_out_is_left_out_with_a_warning()
    {
        var fewer = Starts(Ours, 1, allow: true);
        Assert.Equal([0], fewer.Positions.Keys);
        Assert.Single(fewer.Warnings);
        Assert.Empty(Starts(Ours with { Topic = "other" }, 2, allow: true).Positions);
    }

    [Fact]
    public void Where_Flink_would_have_begun_at_the_end_nobody_can_tell_the_offset()
    {
        var point = Ours with { Unresolved = [new UnresolvedPartition(2, UnresolvedStart.Latest)] };
        Assert.Contains("no offset yet of partition 2, only its mode (latest)", Refused(point, 3), StringComparison.Ordinal);
        Assert.Equal(Ours.Positions, Starts(point, 3, allow: true).Positions);
    }

    [Fact]
    public void A_savepoint_without_any_offset_is_no_first_start_by_the_startup_mode()
    {
        var point = Ours with { Positions = new Dictionary<int, long>(), Unresolved = [] };
        Assert.Contains("earliest-offset", Refused(point, 2), StringComparison.Ordinal);
        Assert.Contains("earliest-offset", Refused(point with { Unresolved = [new UnresolvedPartition(0, UnresolvedStart.Latest)] }, 2, allow: true), StringComparison.Ordinal);
        Assert.Contains("begins by its startup-mode", Refused(Ours with { Topic = "other" }, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_journal_has_loaded_after_it_is_told_and_loaded_again_on_a_persons_word_alone()
    {
        var known = new Dictionary<int, long> { [0] = 15, [1] = 20, [2] = 7 };
        var refusal = Refused(Ours, 3, known);
        Assert.Contains("12 offsets of 2 partitions lie after it", refusal, StringComparison.Ordinal);
        Assert.Contains("kongakka job restart job-a --from /sp", refusal, StringComparison.Ordinal);
        var starts = Assert.IsType<RestoreVerdict.Starts>(RestoreRule.Decide(SampleJob.Spec, Ours, Found, [0, 1, 2], known, isExplicit: true));
        Assert.Contains("are loaded again", Assert.Single(starts.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_stands_at_the_savepoint_or_before_it_goes_on_there() =>
        Assert.Equal(Ours.Positions, Assert.IsType<RestoreVerdict.Starts>(RestoreRule.Decide(SampleJob.Spec, Ours, Found, [0, 1], new Dictionary<int, long> { [0] = 10, [1] = 3 }, isExplicit: false)).Positions);

    [Fact]
    public void Nothing_of_the_savepoint_does_not_set_a_journal_back() =>
        Assert.Contains("its journal has positions", Refused(Ours with { Topic = "other" }, 2, new Dictionary<int, long> { [0] = 1 }, allow: true), StringComparison.Ordinal);

    [Fact]
    public void An_offset_behind_the_end_of_the_topic_is_refused_and_the_end_itself_is_not()
    {
        RestoreRule.CheckEnds("logs", Ours.Positions, new Dictionary<int, long> { [0] = 10, [1] = 20 });
        var refusal = Assert.Throws<SavepointException>(() => RestoreRule.CheckEnds("logs", Ours.Positions, new Dictionary<int, long> { [0] = 10, [1] = 19 }));
        Assert.Contains("partition 1: savepoint 20, topic 19", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_savepoint_is_wanted_once()
    {
        var state = new JobJournalState();
        var configured = new RestoreSettings("/sp", AllowNonRestoredState: false);
        Assert.Null(RestoreRule.Wanted(state, RestoreSettings.None, null, ""));
        var wanted = RestoreRule.Wanted(state, configured, null, "")!;
        Assert.Equal(new RestoreRequest("/sp", null), wanted);
        state.Apply(new SavepointRestored("/sp", "savepoint-1", [], SampleJob.Now));
        Assert.Null(RestoreRule.Wanted(state, configured, null, ""));
        Assert.True(RestoreRule.IsApplied(state, new RestoreRequest("/moved", null), Ours));
        Assert.Equal(new RestoreRequest("/sp", "r1"), RestoreRule.Wanted(state, configured, "/sp", "r1"));
        state.Apply(new SavepointRestored("/sp", "savepoint-1", [], SampleJob.Now, "r1"));
        Assert.Null(RestoreRule.Wanted(state, configured, "/sp", "r1"));
    }

    [Fact]
    public void A_job_stopped_with_a_savepoint_stays_ended_until_it_starts_again_and_goes_on_in_its_generation()
    {
        var state = new JobJournalState();
        state.Apply(new GenerationStarted(1, "life", 1, "unbounded", [], SampleJob.Now));
        state.Apply(new JobEnded(JobEnded.Finished, SampleJob.Now, Savepoint: "/sp"));
        Assert.True(state.StaysEnded);
        Assert.Null(GenerationRule.WhyNext(state, SampleJob.Spec, []));
        state.Apply(new JobStarted(2, "host", 1, "1.0", SampleJob.Now));
        Assert.False(state.StaysEnded);
    }

    [Fact]
    public void A_restored_generation_has_labels_of_another_life_and_overrules_the_group()
    {
        var group = new Dictionary<int, KongAkka.Pipeline.Consuming.GroupCommit> { [0] = new(33, "kongakka/1 00112233445566778899aabbccddeeff 4") };
        var state = new JobJournalState();
        state.Apply(new GenerationStarted(1, "life", 1, "unbounded", [], SampleJob.Now));
        state.Apply(new SavepointRestored("/sp", "savepoint-1", [], SampleJob.Now));
        var next = GenerationRule.Next(state.Generation, SampleJob.Spec, [new(0, 10)], group, isNewLife: false, SampleJob.Now, isRestored: true);
        state.Apply(next);
        Assert.NotEqual("life", next.Incarnation);
        Assert.Empty(GenerationRule.Unknown(state, group));
        Assert.Single(GenerationRule.Unknown(state, new Dictionary<int, KongAkka.Pipeline.Consuming.GroupCommit> { [0] = group[0] with { Next = 34 } }));
    }

    private static RestoreVerdict Decide(RestorePoint point, int partitions, Dictionary<int, long>? known, bool allow) => RestoreRule.Decide(
        SampleJob.Spec with { Restore = new RestoreSettings("/sp", allow) }, point, Found, [.. Enumerable.Range(0, partitions)], known ?? [], isExplicit: false);

    private static RestoreVerdict.Starts Starts(RestorePoint point, int partitions, bool allow = false) => Assert.IsType<RestoreVerdict.Starts>(Decide(point, partitions, null, allow));

    private static string Refused(RestorePoint point, int partitions, Dictionary<int, long>? known = null, bool allow = false) =>
        Assert.IsType<RestoreVerdict.Refused>(Decide(point, partitions, known, allow)).Failure.Message;
}
