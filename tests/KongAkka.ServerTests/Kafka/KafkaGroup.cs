namespace KongAkka.ServerTests.Kafka;

/// <summary>The tests that share one broker; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class KafkaGroup : ICollectionFixture<RealKafka>
{
    public const string Name = "real Kafka";
}
