using System.Diagnostics;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>How long the parts of a load took.</summary>
internal sealed class LoadTimings
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public long BeginTxnMs { get; private set; }

    public long PlanMs { get; private set; }

    public long WriteMs { get; private set; }

    public long CommitMs { get; private set; }

    public long LoadMs => (long)Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    public void Begun() => BeginTxnMs = LoadMs;

    public void Planned() => PlanMs = LoadMs - BeginTxnMs;

    public void Written() => WriteMs = LoadMs - PlanMs - BeginTxnMs;

    public void Committed() => CommitMs = LoadMs - WriteMs - PlanMs - BeginTxnMs;
}
