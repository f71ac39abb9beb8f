using System.Text.Json;
using System.Text.Json.Serialization;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Savepoints;

/// <summary>Where a job stood: per partition the next offset, with everything before it loaded and nothing behind it. Portable to another journal, machine and parallelism.</summary>
public sealed record Savepoint
{
    /// <summary>The version of the format that is written.</summary>
    public const string CurrentVersion = "1.0";

    /// <summary>The format's version, major and minor; a newer minor one only adds fields.</summary>
    public string Version { get; init; } = CurrentVersion;

    /// <summary>The savepoint's name, <c>savepoint-</c>, the first 6 of the job's id, <c>-</c> and 12 hexadecimal digits; by it a restore is applied once.</summary>
    public required string Id { get; init; }

    /// <summary>The job's id, 32 hexadecimal digits.</summary>
    public required string JobId { get; init; }

    /// <summary>The job's name.</summary>
    public required string JobName { get; init; }

    /// <summary>Kafka's id of the cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Kafka's id of the topic; empty where brokers have none.</summary>
    public required string TopicId { get; init; }

    /// <summary>The next offset of each partition, in the order of the partitions.</summary>
    public required IReadOnlyList<PartitionPosition> Positions { get; init; }

    /// <summary>What the sink fills, as <c>database.table</c>; empty for a sink without one.</summary>
    public required string Target { get; init; }

    /// <summary>The rule and its columns.</summary>
    public required string RuleHash { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The version of KongAkka that took it.</summary>
    public required string KongAkkaVersion { get; init; }

    /// <summary>Whether the job was drained for it, by a stop, and read nothing behind it.</summary>
    public required bool IsDrained { get; init; }

    /// <summary>The incarnation of the job's labels; for information.</summary>
    public string? Incarnation { get; init; }

    /// <summary>The generation that ran; for information.</summary>
    public long? Generation { get; init; }

    /// <summary>The epoch of the job's start; for information.</summary>
    public long? Epoch { get; init; }

    /// <summary>What a newer minor version has written besides; kept as it is.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
