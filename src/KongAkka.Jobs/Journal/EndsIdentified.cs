namespace KongAkka.Jobs.Journal;

/// <summary>What a job reads and fills, told apart from others of the same name.</summary>
/// <param name="ClusterId">Kafka's id of the cluster.</param>
/// <param name="Topic">The topic.</param>
/// <param name="TopicId">Kafka's id of the topic; empty where brokers have none.</param>
/// <param name="Table">What the sink fills, as <c>database.table</c>; empty for a sink without one.</param>
/// <param name="RuleHash">The rule and its columns.</param>
/// <param name="At">When it was found so.</param>
internal sealed record EndsIdentified(string ClusterId, string Topic, string TopicId, string Table, string RuleHash, DateTimeOffset At) : JournalEvent;
