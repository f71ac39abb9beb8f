namespace KongAkka.SandboxTests.StarRocks;

/// <summary>A wall clock that stands where it was set; deadlines of timers stay those of the system.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => Now;
}
