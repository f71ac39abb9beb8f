using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.ServerTests.Consuming;

[Collection(KafkaGroup.Name)]
public sealed class GroupAndIdentityTests(RealKafka kafka)
{
    private const string Text = "life 7f3a; 다시";

    [KafkaFact]
    public async Task Commits_are_read_with_their_texts_whether_a_source_made_them_or_not()
    {
        var settings = await kafka.NewTopicAsync(partitions: 3);
        using (var producer = kafka.Producer())
            await producer.ProduceAsync(new TopicPartition(settings.Topic, 0), new Message<byte[]?, byte[]> { Value = "x"u8.ToArray() });
        Assert.Empty(await ReadAsync(settings));
        await using (var run = new SourceRun(settings, Text, new PartitionBounds(0, 0), new PartitionBounds(1, 0)))
        {
            await run.UntilAsync(1);
            run.Control.Commit([new PartitionPosition(0, 1), new PartitionPosition(1, 0)]);
        }
        Assert.Equal([(0, new GroupCommit(1, Text)), (1, new GroupCommit(0, Text))], await ReadAsync(settings));

        await GroupOffsets.CommitAsync(settings, [new PartitionPosition(0, 0)], "other");
        await GroupOffsets.CommitAsync(settings, [new PartitionPosition(1, 0)]);
        Assert.Equal([(0, new GroupCommit(0, "other")), (1, new GroupCommit(0, ""))], await ReadAsync(settings));
    }

    [KafkaFact]
    public async Task A_text_that_is_too_long_is_refused()
    {
        var settings = await kafka.NewTopicAsync();
        var refused = await Assert.ThrowsAsync<KafkaException>(() => GroupOffsets.CommitAsync(settings, [new PartitionPosition(0, 0)], new string('x', 5000)));
        Assert.Equal(ErrorCode.OffsetMetadataTooLarge, refused.Error.Code);
    }

    [KafkaFact]
    public async Task A_topic_is_known_by_the_ids_that_Kafka_shows_and_by_another_when_it_is_made_anew()
    {
        var settings = await kafka.NewTopicAsync();
        using var admin = kafka.Admin();
        var shown = await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([settings.Topic]));
        var cluster = await admin.DescribeClusterAsync();
        var first = await IdentityAsync(settings);
        Assert.Equal(cluster.ClusterId, first.ClusterId);
        // Confluent.Kafka writes ids with + and /, Kafka itself with - and _.
        Assert.Equal(shown.TopicDescriptions.Single().TopicId.ToString().Replace('+', '-').Replace('/', '_'), first.TopicId);

        await admin.DeleteTopicsAsync([settings.Topic]);
        await admin.CreateTopicsAsync([new TopicSpecification { Name = settings.Topic, NumPartitions = 1, ReplicationFactor = 1 }]);
        var anew = await IdentityAsync(settings);
        Assert.Equal(first.ClusterId, anew.ClusterId);
        Assert.NotEqual(first.TopicId, anew.TopicId);
    }

    private static async Task<IEnumerable<(int Partition, GroupCommit Commit)>> ReadAsync(KafkaSettings settings) =>
        (await GroupOffsets.ReadAsync(settings, [0, 1, 2], CancellationToken.None)).OrderBy(c => c.Key).Select(c => (c.Key, c.Value));

    private static Task<TopicIdentity> IdentityAsync(KafkaSettings settings) =>
        new OffsetResolver(settings, NullLogger.Instance).IdentityAsync(CancellationToken.None);
}
