using System.Text;
using System.Text.Json;
using KongAkka.Jobs;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Resolving;
using KongAkka.Pipeline.Sinks;
using KongAkka.SandboxTests.Consuming;
using KongAkka.Service.Commands.Sampling;

namespace KongAkka.SandboxTests.Checks;

public sealed class TopicSampleTests
{
    [Fact]
    public async Task The_newest_records_of_all_partitions_are_shown_and_nothing_is_committed()
    {
        using var topic = new EmbeddedTopic(partitions: 3);
        topic.Produce(50, partition: 0);
        for (var i = 0; i < 40; i++) topic.Send(Line(i), partition: 1 + (i % 2));
        topic.Flush();
        var sample = await TakeAsync(topic.Settings, 40);
        Assert.True(sample.Records.IsWhole);
        Assert.Equal(40, sample.Records.Records.Count);
        Assert.DoesNotContain(sample.Records.Records, record => record.Partition == 0);
        Assert.Equal((40, 40), (sample.Made.Records, sample.Made.Kept));
        Assert.Empty(sample.Made.Suspicions);
        using var client = new TopicClient(topic.Settings);
        Assert.Empty(await client.GroupCommitsAsync([0, 1, 2]));
    }

    [Fact]
    public async Task A_topic_with_fewer_records_is_read_whole_and_an_empty_one_says_so()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        Assert.Equal(0, (await TakeAsync(topic.Settings, 10)).Made.Records);
        topic.Produce(3);
        topic.Send(null, partition: 1);
        topic.Flush();
        var sample = await TakeAsync(topic.Settings, 10);
        Assert.Equal(4, sample.Made.Records);
        Assert.Equal(KeyValuePair.Create("tombstone", 1L), Assert.Single(sample.Made.Dropped, d => d.Key == "tombstone"));
    }

    [Fact]
    public async Task The_table_of_a_sample_can_be_read_by_people_and_programs()
    {
        using var topic = new EmbeddedTopic();
        for (var i = 0; i < 20; i++) topic.Send(Line(i, "51234 \"https://www.example.com/\""));
        topic.Flush();
        var sample = await TakeAsync(topic.Settings, 20);
        using var text = new StringWriter();
        new SampleOutput(text, asJson: false, isTerminal: false).Write(sample);
        Assert.Contains("the newest 20 records", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("LOOK  response_time holds whole numbers alone", text.ToString(), StringComparison.Ordinal);
        using var line = new StringWriter();
        new SampleOutput(line, asJson: true, isTerminal: false).Write(sample);
        using var json = JsonDocument.Parse(line.ToString());
        Assert.Equal(20, json.RootElement.GetProperty("kept").GetInt32());
        Assert.Equal(9, json.RootElement.GetProperty("columns").GetArrayLength());
        Assert.Equal(2, json.RootElement.GetProperty("suspicions").GetArrayLength());
    }

    [Fact]
    public async Task A_missing_topic_is_named_at_once()
    {
        using var topic = new EmbeddedTopic();
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => TakeAsync(topic.Settings with { Topic = "other" }, 5));
        Assert.Contains("other does not exist", failure.What, StringComparison.Ordinal);
    }

    private static Task<TopicSample> TakeAsync(KafkaSettings source, int count) =>
        TopicSample.TakeAsync(new JobSpec { Name = "j", Source = source, Sink = new SinkSettings(SinkType.Blackhole) }, count, CancellationToken.None);

    private static byte[] Line(int i, string behind = "0.012 \"shop-api.example.com\"") => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        time = "2026-11-26T01:00:00.000000Z",
        stream = "stdout",
        message = $"10.0.0.1 - - [26/Nov/2026:01:00:00 +0000] \"GET /orders/{i} HTTP/1.1\" 200 {behind} \"-\"",
    }));
}
