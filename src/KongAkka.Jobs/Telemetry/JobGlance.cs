using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KongAkka.Jobs.Telemetry;

/// <summary>The jobs at one moment for all instruments that are read together: each of them would look anew otherwise. Thread-safe.</summary>
internal sealed class JobGlance
{
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private IReadOnlyList<JobStatus> _seen = [];
    private long _at;

    /// <summary>The jobs that are looked at; null before there are any.</summary>
    public IJobs? Jobs { get; set; }

    /// <summary>A value of each job.</summary>
    public IEnumerable<Measurement<T>> Each<T>(Func<JobStatus, T> value)
        where T : struct => Look().Select(job => new Measurement<T>(value(job), Tag(job)));

    /// <summary>A value of each job that has it.</summary>
    public IEnumerable<Measurement<T>> EachIf<T>(Func<JobStatus, T?> value)
        where T : struct => Look().Select(job => (job, Value: value(job))).Where(found => found.Value is not null).Select(found => new Measurement<T>(found.Value!.Value, Tag(found.job)));

    /// <summary>The values of each job by a second label.</summary>
    public IEnumerable<Measurement<long>> EachBy<TKey>(string label, Func<JobStatus, IEnumerable<KeyValuePair<TKey, long>>> values) =>
        Look().SelectMany(job => values(job).Select(value => new Measurement<long>(value.Value, Tag(job), new KeyValuePair<string, object?>(label, value.Key))));

    /// <summary>The times of each job by partition, as far as they are known.</summary>
    public IEnumerable<Measurement<double>> EachSeconds(Func<JobStatus, IEnumerable<KeyValuePair<int, TimeSpan?>>> values) =>
        Look().SelectMany(job => values(job).Where(value => value.Value is not null).Select(value =>
            new Measurement<double>(value.Value!.Value.TotalSeconds, Tag(job), new KeyValuePair<string, object?>("partition", value.Key))));

    private static KeyValuePair<string, object?> Tag(JobStatus job) => new("job", job.Name);

    private IReadOnlyList<JobStatus> Look()
    {
        lock (_lock)
        {
            if (_at != 0 && Stopwatch.GetElapsedTime(_at) < Together) return _seen;
            _seen = Jobs?.Jobs ?? [];
            _at = Stopwatch.GetTimestamp();
            return _seen;
        }
    }
}
