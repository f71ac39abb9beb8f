using System.Globalization;
using System.Text.Json.Nodes;
using KongAkka.Jobs;

namespace KongAkka.Service.Http.Control;

/// <summary>A job with all that is known about it. Times are ISO 8601 in UTC.</summary>
internal static class JobJson
{
    /// <summary>The job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The present time.</param>
    public static JsonObject Of(JobStatus job, DateTimeOffset now) => new()
    {
        ["name"] = job.Name,
        ["id"] = job.Id,
        ["state"] = StateWords.Of(job.State),
        ["failure"] = job.Failure,
        ["paused"] = job.Path.IsPaused,
        ["waitsFor"] = new JsonArray([.. job.Path.Troubles.Concat(job.Stalls).Distinct().Select(t => (JsonNode?)t)]),
        ["started"] = Time(job.Started),
        ["ended"] = job.Ended is { } ended ? Time(ended) : null,
        ["topic"] = job.Shape.Topic,
        ["rule"] = job.Shape.Rule,
        ["sink"] = job.Shape.Sink,
        ["target"] = job.Shape.Target,
        ["parallelism"] = job.Shape.Parallelism,
        ["bounded"] = job.Shape.IsBounded,
        ["restarts"] = job.Restarts,
        ["records"] = job.Counters.Records,
        ["recordBytes"] = job.Counters.RecordBytes,
        ["rows"] = job.Counters.Rows,
        ["dropped"] = Counts(job.Counters.Dropped),
        ["rejected"] = Counts(job.Counters.Rejected),
        ["loads"] = job.Counters.Loads,
        ["loadedRows"] = job.Counters.LoadedRows,
        ["loadedBytes"] = job.Counters.LoadedBytes,
        ["retries"] = job.Counters.Retries,
        ["lostOffsets"] = job.Path.OffsetsLost,
        ["positions"] = new JsonObject(job.Positions.Select(p => KeyValuePair.Create(p.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)p.Value))),
        ["states"] = new JsonObject(job.Entered.OrderBy(e => e.Value).Select(e => KeyValuePair.Create(StateWords.Of(e.Key), (JsonNode?)Time(e.Value)))),
        ["failures"] = new JsonArray([.. job.Failures.Select(f => new JsonObject { ["at"] = Time(f.At), ["message"] = f.Message, ["final"] = f.IsFinal })]),
        ["decisions"] = Decisions(job, now),
    };

    /// <summary>What a person is asked to decide; empty when nothing is.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The present time.</param>
    public static JsonArray Decisions(JobStatus job, DateTimeOffset now) => job.Decision is { } decision ? [Decision(decision, now)] : [];

    private static JsonObject Decision(PendingDecision decision, DateTimeOffset now) => new()
    {
        ["label"] = decision.Plan.Label,
        // Only a load of which the sink knows nothing any more is asked about.
        ["state"] = "UNKNOWN",
        ["table"] = decision.Plan.Table,
        ["ranges"] = new JsonArray([.. decision.Plan.Ranges.Select(r => new JsonObject { ["partition"] = r.Partition, ["first"] = r.First, ["next"] = r.Next, ["records"] = r.Records })]),
        ["rows"] = decision.Plan.Rows,
        ["plannedAt"] = Time(decision.Plan.PlannedAt),
        ["ageSeconds"] = Math.Max(0, (long)(now - decision.Plan.PlannedAt).TotalSeconds),
        ["query"] = decision.Query,
    };

    private static JsonObject Counts(IReadOnlyDictionary<string, long> counts) =>
        new(counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));

    /// <summary>A time.</summary>
    /// <param name="time">The time.</param>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
