using System.Diagnostics.Metrics;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Jobs.Telemetry;

/// <summary>What of a job only grows.</summary>
internal static class JobCounters
{
    /// <summary>Adds the instruments.</summary>
    public static void AddTo(Meter meter, JobGlance jobs)
    {
        Add("kongakka.records", "{record}", "Records delivered by Kafka.", job => job.Counters.Records);
        Add("kongakka.read", "By", "Bytes of record values delivered by Kafka.", job => job.Counters.RecordBytes);
        Add("kongakka.rows", "{row}", "Rows that the rule kept and the table can hold.", job => job.Counters.Rows);
        AddBy("kongakka.dropped", "{record}", "Records dropped by the rule.", "reason", job => job.Counters.Dropped);
        AddBy("kongakka.rejected", "{record}", "Records rejected and written down.", "reason", job => job.Counters.Rejected);
        AddBy("kongakka.unfit.values", "{value}", "Values that their column could not hold.", "column", job => job.Counters.Unfit);
        AddBy("kongakka.null.values", "{value}", "Values that the rule did not find in a record that it kept.", "column", job => job.Counters.Nulls);
        AddBy("kongakka.loads", "{load}", "Loads that ended.", "outcome", Loads);
        Add("kongakka.loaded.rows", "{row}", "Rows that are in the table.", job => job.Counters.LoadedRows);
        Add("kongakka.loaded", "By", "Bytes of the bodies of loads that are in the table.", job => job.Counters.LoadedBytes);
        Add("kongakka.load.retries", "{attempt}", "Attempts of a load that had to be repeated.", job => job.Counters.Retries);
        Add("kongakka.job.restarts", "{restart}", "Times that a job began anew after a failure.", job => job.Restarts);
        Add("kongakka.lost.offsets", "{offset}", "Offsets skipped because Kafka no longer had them.", job => job.Path.OffsetsLost);

        void Add(string name, string unit, string meaning, Func<JobStatus, long> value) => meter.CreateObservableCounter(name, () => jobs.Each(value), unit, meaning);

        void AddBy(string name, string unit, string meaning, string label, Func<JobStatus, IEnumerable<KeyValuePair<string, long>>> values) =>
            meter.CreateObservableCounter(name, () => jobs.EachBy(label, values), unit, meaning);
    }

    private static IEnumerable<KeyValuePair<string, long>> Loads(JobStatus job) => Enum.GetValues<LoadOutcome>().Select(outcome => KeyValuePair.Create(Word(outcome), job.Counters.Ended(outcome)));

    private static string Word(LoadOutcome outcome) => outcome == LoadOutcome.InDoubt ? "in-doubt" : outcome.ToString().ToLowerInvariant();
}
