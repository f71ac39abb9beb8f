using System.Globalization;
using System.Text.Json.Nodes;
using KongAkka.Jobs.Savepoints;

namespace KongAkka.Service.Http.Control;

/// <summary>A savepoint that was found on the disk.</summary>
internal static class ListedSavepointJson
{
    /// <summary>The savepoint.</summary>
    /// <param name="listed">The savepoint.</param>
    /// <param name="now">The present time.</param>
    public static JsonObject Of(ListedSavepoint listed, DateTimeOffset now)
    {
        var own = (listed.Savepoint as StoredSavepoint.OfKongAkka)?.Savepoint;
        return new JsonObject
        {
            ["path"] = listed.Path,
            ["bytes"] = listed.Bytes,
            ["kind"] = listed.Savepoint switch
            {
                StoredSavepoint.OfKongAkka => "kongakka",
                StoredSavepoint.OfFlink => "flink",
                _ => null,
            },
            ["id"] = own?.Id,
            ["job"] = own?.JobName,
            ["jobId"] = own?.JobId,
            ["topic"] = listed.Savepoint?.Topic,
            ["positions"] = new JsonObject((listed.Savepoint?.Positions ?? []).Select(p => KeyValuePair.Create(p.Partition.ToString(CultureInfo.InvariantCulture), (JsonNode?)p.Next))),
            ["takenAt"] = own is null ? null : JobJson.Time(own.TakenAt),
            ["ageSeconds"] = own is null ? null : Math.Max(0, (long)(now - own.TakenAt).TotalSeconds),
            ["drained"] = own?.IsDrained,
            ["fault"] = listed.Fault,
        };
    }

    /// <summary>Whether it is a job's, or nobody can tell whose it is.</summary>
    /// <param name="listed">The savepoint.</param>
    /// <param name="job">The job's name or id.</param>
    public static bool IsOf(ListedSavepoint listed, string job) =>
        listed.Savepoint is not StoredSavepoint.OfKongAkka { Savepoint: var own } || own.JobName == job || own.JobId.Equals(job, StringComparison.OrdinalIgnoreCase);
}
