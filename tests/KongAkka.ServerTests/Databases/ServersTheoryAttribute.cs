using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Databases;

/// <summary>A test that needs a real Kafka, a real MariaDB and a real PostgreSQL: skipped where one of them is not given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServersTheoryAttribute : TheoryAttribute
{
    public ServersTheoryAttribute()
    {
        string?[] given = [KafkaScript.Path, RealMariaDb.Program, RealPostgres.Programs];
        if (given.Contains(null)) Skip = $"{KafkaScript.Variable}, {RealMariaDb.Variable} and {RealPostgres.Variable} do not name all three servers.";
    }
}
