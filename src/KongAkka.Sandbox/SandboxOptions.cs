namespace KongAkka.Sandbox;

/// <summary>What the command line asks for.</summary>
internal sealed record SandboxOptions
{
    /// <summary>Records a second; 2000 by default.</summary>
    public int Rate { get; init; } = 2000;

    /// <summary>After how many seconds traffic, or with <see cref="ServersOnly"/> the servers, end by themselves; null for never.</summary>
    public int? Seconds { get; init; }

    /// <summary>The folder for all data; null for a new temporary one that is removed at the end.</summary>
    public string? Data { get; init; }

    /// <summary>The port of the embedded StarRocks; 0 for any free one.</summary>
    public int StarRocksPort { get; init; } = 8030;

    /// <summary>The port of the embedded StarRocks for the MySQL protocol; 0 for any free one.</summary>
    public int QueryPort { get; init; } = 9030;

    /// <summary>The port of the service's admin address; 0 for any free one.</summary>
    public int AdminPort { get; init; } = 8558;

    /// <summary>Whether only the servers run, without traffic and service.</summary>
    public bool ServersOnly { get; init; }

    /// <summary>Whether there is an embedded Kafka; without it only the servers run.</summary>
    public bool WithKafka { get; init; } = true;

    /// <summary>Whether the service runs as a process of its own that is killed at random.</summary>
    public bool Chaos { get; init; }
}
