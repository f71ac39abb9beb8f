namespace KongAkka.ServerTests.Kafka;

/// <summary>The tests that share one secured broker; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SecuredKafkaGroup : ICollectionFixture<SecuredKafka>
{
    public const string Name = "secured Kafka";
}
