namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>A fault and how often.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Times">How often.</param>
internal sealed record FaultCount(string Fault, int Times);
