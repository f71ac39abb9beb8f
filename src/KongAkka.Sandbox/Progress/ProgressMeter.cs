using KongAkka.Jobs;
using KongAkka.Sandbox.Producing;

namespace KongAkka.Sandbox.Progress;

/// <summary>Takes samples of traffic and job, each with the rates since the one before. Not thread-safe.</summary>
/// <param name="traffic">The traffic.</param>
/// <param name="job">Asked for the job's status.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressMeter(TrafficProducer traffic, Func<JobStatus> job, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private ProgressSample? _last;

    /// <summary>Takes a sample.</summary>
    public ProgressSample Take()
    {
        var status = job();
        var counters = status.Counters;
        var elapsed = time.GetElapsedTime(_start);
        var seconds = Math.Max(1e-3, (elapsed - (_last?.Elapsed ?? TimeSpan.Zero)).TotalSeconds);
        Flow FlowOf(long total, Flow? last) => new(total, (total - (last?.Total ?? 0)) / seconds);
        return _last = new ProgressSample
        {
            Elapsed = elapsed,
            State = status.State,
            Sent = FlowOf(traffic.Tally.Records, _last?.Sent),
            Read = FlowOf(counters.Records, _last?.Read),
            Kept = FlowOf(counters.Rows, _last?.Kept),
            Loaded = FlowOf(counters.LoadedRows, _last?.Loaded),
            Loads = counters.Loads,
            Retries = counters.Retries,
            Dropped = Sorted(counters.Dropped),
            Rejected = Sorted(counters.Rejected),
            Lag = Lag(traffic.Ends, status.Positions),
            IsWaiting = traffic.IsWaiting,
            Failure = status.Failure,
        };
    }

    private static (string, long)[] Sorted(IReadOnlyDictionary<string, long> counts) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))];

    private static long[] Lag(ReadOnlySpan<long> ends, IReadOnlyDictionary<int, long> positions)
    {
        var lag = new long[ends.Length];
        for (var partition = 0; partition < lag.Length; partition++)
            lag[partition] = Math.Max(0, ends[partition] - positions.GetValueOrDefault(partition));
        return lag;
    }
}
