namespace KongAkka.ServerTests.Kafka;

/// <summary>A test with examples that needs a real Kafka: skipped where none is given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaTheoryAttribute : TheoryAttribute
{
    public KafkaTheoryAttribute()
    {
        if (KafkaScript.Path is null) Skip = $"{KafkaScript.Variable} does not name the script that runs a real Kafka.";
    }
}
