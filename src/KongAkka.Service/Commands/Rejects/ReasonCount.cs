namespace KongAkka.Service.Commands.Rejects;

/// <summary>What was rejected for one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many were written down.</param>
/// <param name="Distinct">How many of them have an origin of their own: a crash can write a record twice.</param>
/// <param name="Bytes">The bytes of the distinct ones' values.</param>
/// <param name="First">When the first was rejected.</param>
/// <param name="Last">When the last was rejected.</param>
/// <param name="Origins">The same by topic and partition, in their order.</param>
internal sealed record ReasonCount(
    string Reason, long Count, long Distinct, long Bytes, DateTimeOffset First, DateTimeOffset Last, IReadOnlyList<OriginCount> Origins);
