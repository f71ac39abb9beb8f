namespace KongAkka.Sandbox.Producing;

/// <summary>Where traffic goes.</summary>
/// <param name="BootstrapServers">The brokers.</param>
/// <param name="Topic">The topic; it must be empty, since offsets are counted from 0.</param>
/// <param name="Partitions">Its number of partitions.</param>
/// <param name="RetainedBytes">The bytes of encoded batches that each partition keeps.</param>
internal sealed record TrafficTarget(string BootstrapServers, string Topic, int Partitions, long RetainedBytes);
