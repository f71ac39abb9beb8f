using System.Diagnostics.Metrics;

namespace KongAkka.Jobs.Telemetry;

/// <summary>What of a job goes up and down.</summary>
internal static class JobGauges
{
    private static readonly JobState[] States = Enum.GetValues<JobState>();

    /// <summary>Adds the instruments.</summary>
    public static void AddTo(Meter meter, JobGlance jobs)
    {
        AddBy("kongakka.lag.records", "{record}", "Offsets from the next one that is neither loaded nor dropped to the partition's end.", "partition", Lag);
        AddSecondsBy("kongakka.unread.age", "Age by Kafka's timestamp of the first record that is neither loaded nor dropped; 0 when there is none.", job => job.Path.Remaining.Select(r => KeyValuePair.Create(r.Key, (TimeSpan?)r.Value.Age)));
        AddSecondsBy("kongakka.retention.left", "Time until Kafka may delete the first record that is neither loaded nor dropped.", job => job.Path.Remaining.Select(r => KeyValuePair.Create(r.Key, r.Value.RetentionLeft)));
        AddBy("kongakka.next.offset", "{offset}", "The next offset: all below it are in the table, dropped or rejected.", "partition", job => job.Positions);
        AddBy("kongakka.job.state", "{job}", "1 for the state that the job is in, 0 for the others.", "state", StateOf);
        Add("kongakka.job.paused", "{job}", "1 while a person has paused the job.", job => job.Path.IsPaused ? 1 : 0);
        Add("kongakka.job.stalls", "{stall}", "Ends of the job's path that stand still, by the watchdog.", job => job.Stalls.Count);
        Add("kongakka.job.decisions", "{decision}", "Decisions that the job waits for.", job => job.Decision is null ? 0 : 1);
        AddBy("kongakka.job.trouble", "{end}", "1 while that end of the job's path cannot be reached or refuses, else 0.", "end", Troubles);
        Add("kongakka.loads.in.flight", "{load}", "Loads under way.", job => job.Path.LoadsInFlight);
        AddSeconds("kongakka.load.oldest.age", "How long the oldest load is under way; 0 when none is.", job => job.State.IsEnd() ? null : (job.Path.OldestLoad ?? TimeSpan.Zero).TotalSeconds);
        AddSeconds("kongakka.label.guard.margin", "Time until the sink may have forgotten a label in use; below 0 it is no longer trusted.", job => job.Path.LabelMargin?.Time.TotalSeconds);
        meter.CreateObservableGauge("kongakka.label.guard.margin.loads", () => jobs.EachIf(job => job.Path.LabelMargin?.Loads), "{load}", "Loads of the database until the sink may have forgotten a label in use, as far as they were counted.");

        void Add(string name, string unit, string meaning, Func<JobStatus, long> value) => meter.CreateObservableGauge(name, () => jobs.Each(value), unit, meaning);

        void AddSeconds(string name, string meaning, Func<JobStatus, double?> value) => meter.CreateObservableGauge(name, () => jobs.EachIf(value), "s", meaning);

        void AddSecondsBy(string name, string meaning, Func<JobStatus, IEnumerable<KeyValuePair<int, TimeSpan?>>> values) =>
            meter.CreateObservableGauge(name, () => jobs.EachSeconds(values), "s", meaning);

        void AddBy<TKey>(string name, string unit, string meaning, string label, Func<JobStatus, IEnumerable<KeyValuePair<TKey, long>>> values) =>
            meter.CreateObservableGauge(name, () => jobs.EachBy(label, values), unit, meaning);
    }

    private static IEnumerable<KeyValuePair<int, long>> Lag(JobStatus job) =>
        job.Positions.Where(p => job.Path.Ends.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(p.Key, Math.Max(0, job.Path.Ends[p.Key] - p.Value)));

    private static IEnumerable<KeyValuePair<string, long>> StateOf(JobStatus job) =>
        States.Select(state => KeyValuePair.Create(state.ToString().ToUpperInvariant(), job.State == state ? 1L : 0));

    private static IEnumerable<KeyValuePair<string, long>> Troubles(JobStatus job) =>
    [
        KeyValuePair.Create("source", job.Path.SourceTrouble is null ? 0L : 1),
        KeyValuePair.Create("sink", job.Path.SinkTrouble is null ? 0L : 1),
        KeyValuePair.Create("rejects", job.Path.RejectTrouble is null ? 0L : 1),
    ];
}
