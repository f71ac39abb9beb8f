using System.Reflection;
using System.Text;
using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Jobs.Journal;

public sealed class JournalSerializerTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("serializer", "akka.stdout-loglevel = off, akka.loglevel = off");

    private JournalSerializer Serializer => new((ExtendedActorSystem)_system);

    public static TheoryData<string> Manifests => [.. StoredEvents.All.Keys];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_stored_text_is_read_as_what_it_means(string manifest) =>
        Assert.Equivalent(StoredEvents.All[manifest], Read(StoredEvents.Text(manifest), manifest), strict: true);

    [Theory]
    [MemberData(nameof(Manifests))]
    public void An_event_is_written_as_it_always_was(string manifest)
    {
        var stored = StoredEvents.All[manifest];
        Assert.Equal(manifest, Serializer.Manifest(stored));
        Assert.Equal(StoredEvents.Text(manifest), Write(stored));
    }

    [Fact]
    public void Every_event_has_a_manifest_and_every_manifest_a_stored_text()
    {
        var events = typeof(JournalEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JournalEvent))).Select(t => t.Name).Order();
        Assert.Equal(events, JournalSerializer.Known.Select(k => k.Value.Name).Distinct().Order());
        Assert.Equal(StoredEvents.All.Keys.Order(), JournalSerializer.Known.Select(k => k.Key).Order());
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_manifest_is_a_word_with_a_version(string manifest) => Assert.Matches("^[a-z]+(-[a-z]+)*\\.[1-9][0-9]*$", manifest);

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Fields_of_a_later_version_are_kept(string manifest)
    {
        var text = StoredEvents.Text(manifest)[..^1] + ""","later":{"a":[1,"x"]}}""";
        Assert.Equal(text, Write(Read(text, manifest)));
    }

    [Fact]
    public void An_end_without_a_failure_is_read_again()
    {
        var finished = new JobEnded("FINISHED", new DateTimeOffset(2026, 11, 24, 6, 30, 15, TimeSpan.Zero));
        Assert.Equal("""{"state":"FINISHED","at":"2026-11-24T06:30:15.0000000Z"}""", Write(finished));
        Assert.Equivalent(finished, Read(Write(finished), "job-ended.1"), strict: true);
    }

    [Fact]
    public void What_may_be_null_may_be_absent()
    {
        var written = typeof(JournalEvent).Assembly.GetTypes().Where(type => type.Namespace == typeof(JournalEvent).Namespace && type.Name != nameof(JournalSettings));
        var nullability = new NullabilityInfoContext();
        var demanding = written.SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => !parameter.HasDefaultValue && parameter.Member.DeclaringType!.GetMethod("<Clone>$") is not null)
            .Where(parameter => nullability.Create(parameter).WriteState == NullabilityState.Nullable);
        Assert.Empty(demanding.Select(parameter => $"{parameter.Member.DeclaringType!.Name}.{parameter.Name}"));
    }

    [Fact]
    public void A_manifest_of_a_later_version_is_refused_with_the_remedy()
    {
        var refusal = Assert.Throws<UnrecoverableException>(() => Read("{}", "batch-planned.2"));
        Assert.Equal("The journal holds an event of the kind batch-planned.2, which this version does not know.", refusal.What);
        Assert.Equal("A newer version wrote it: start that one or a later one.", refusal.Remedy);
    }

    [Theory]
    [InlineData("""{"number":7,"proof":"Reply","at":"2026-11-24T06:30:15Z" """)]
    [InlineData("""{"number":7,"proof":"Hearsay","at":"2026-11-24T06:30:15Z"}""")]
    [InlineData("""{"proof":"Reply","at":"2026-11-24T06:30:15Z"}""")]
    [InlineData("""{"number":7,"proof":"Reply","at":"yesterday"}""")]
    [InlineData("null")]
    [InlineData("")]
    public void What_cannot_be_read_is_refused_instead_of_read_in_part(string text)
    {
        var refusal = Assert.Throws<UnrecoverableException>(() => Read(text, "batch-committed.1"));
        Assert.StartsWith("An event of the kind batch-committed.1 in the journal cannot be read:", refusal.What, StringComparison.Ordinal);
    }

    /// <summary>What is null is not written.</summary>
    [Fact]
    public void Events_are_read_back_when_all_is_null_that_may_be()
    {
        JournalEvent[] events =
        [
            new JobEnded("FINISHED", StoredEvents.At),
            new ReplaySnapshot("c0ffee12", 0, []),
            new GenerationStarted(1, "c0ffee12", 1, "unbounded", [new PartitionAssignment(0, 0, 0, long.MaxValue)], StoredEvents.At),
            new SubtaskSnapshot(1, 0, [], [], IsRetired: false, []),
        ];
        foreach (var journaled in events) Assert.Equivalent(journaled, Read(Write(journaled), Serializer.Manifest(journaled)), strict: true);
    }

    [Fact]
    public void A_snapshot_of_a_subtask_holds_where_processes_began_to_read()
    {
        var snapshot = new SubtaskSnapshot(1, 0, [], [], IsRetired: false, [], [new ReadStart(StoredEvents.At, [new PartitionPosition(0, 7)], [new OffsetRange(0, 9, 11, 2)])]);
        const string Text = """"starts":[{"at":"2026-11-24T06:30:15.1230000Z","positions":[{"partition":0,"next":7}],"settled":[{"partition":0,"first":9,"next":11,"records":2}]}]"""";
        Assert.Contains(Text, Write(snapshot), StringComparison.Ordinal);
        Assert.Equivalent(snapshot, Read(Write(snapshot), "subtask-snapshot.1"), strict: true);
    }

    [Fact]
    public void A_list_that_is_missing_is_refused() =>
        Assert.Throws<UnrecoverableException>(() => Read("""{"number":7,"ranges":null,"at":"2026-11-24T06:30:15Z"}""", "offsets-advanced.1"));

    [Fact]
    public void Times_are_written_in_UTC() =>
        Assert.Equal("""{"at":"2026-11-24T06:30:15.0000000Z"}""", Write(new Retired(new DateTimeOffset(2026, 11, 24, 15, 30, 15, TimeSpan.FromHours(9)))));

    [Fact]
    public void What_is_no_event_has_no_manifest() =>
        Assert.Throws<ArgumentException>(() => Serializer.Manifest(new OpenPlan(null!, IsCommitted: false)));

    private object Read(string text, string manifest) => Serializer.FromBinary(Encoding.UTF8.GetBytes(text), manifest);

    private string Write(object stored) => Encoding.UTF8.GetString(Serializer.ToBinary(stored));
}
