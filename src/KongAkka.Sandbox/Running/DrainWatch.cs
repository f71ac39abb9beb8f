using KongAkka.Jobs;

namespace KongAkka.Sandbox.Running;

/// <summary>Decides how long to wait for a job to settle what was sent. Not thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class DrainWatch(TimeProvider time)
{
    /// <summary>For how long a job may settle nothing: 60 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private long _settled = -1;
    private long _since;

    /// <summary>Looks at the job.</summary>
    /// <param name="ends">By partition, the offset behind the last record sent.</param>
    /// <param name="status">The job's status.</param>
    public DrainState Check(ReadOnlySpan<long> ends, JobStatus status)
    {
        long settled = 0, unsettled = 0;
        for (var partition = 0; partition < ends.Length; partition++)
        {
            var position = status.Positions.GetValueOrDefault(partition);
            settled += position;
            unsettled += Math.Max(0, ends[partition] - position);
        }

        if (unsettled == 0) return DrainState.Drained;
        if (status.State.IsEnd()) return DrainState.JobEnded;
        return HasStalled(settled) ? DrainState.Stalled : DrainState.Draining;
    }

    private bool HasStalled(long settled)
    {
        if (settled != _settled)
        {
            _settled = settled;
            _since = time.GetTimestamp();
        }

        return time.GetElapsedTime(_since) >= Patience;
    }
}
