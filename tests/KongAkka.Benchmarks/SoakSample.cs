namespace KongAkka.Benchmarks;

/// <summary>A process under load at one time, with what it was under.</summary>
/// <param name="Seconds">Since the traffic began.</param>
/// <param name="Sent">Records sent so far.</param>
/// <param name="Lag">Records sent and not settled.</param>
/// <param name="Cuts">Loads, FEs and brokers cut off so far.</param>
/// <param name="ResidentMiB">Resident memory.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Threads.</param>
/// <param name="CpuSeconds">CPU time since its start.</param>
internal sealed record SoakSample(int Seconds, long Sent, long Lag, int Cuts, long ResidentMiB, int Handles, int Threads, double CpuSeconds);
