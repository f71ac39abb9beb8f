namespace KongAkka.Service.Commands.Rejects;

/// <summary>What was rejected of one partition for one reason.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="First">The lowest offset.</param>
/// <param name="Last">The highest offset.</param>
/// <param name="Count">How many were written down.</param>
/// <param name="Distinct">How many of them have an offset of their own.</param>
/// <param name="Bytes">The bytes of the distinct ones' values.</param>
internal sealed record OriginCount(string Topic, int Partition, long First, long Last, long Count, long Distinct, long Bytes);
