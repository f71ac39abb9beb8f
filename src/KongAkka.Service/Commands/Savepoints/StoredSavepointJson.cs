using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Savepoints.Flink;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary>What <c>savepoint show</c> prints for programs.</summary>
internal static class StoredSavepointJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>{"kind":"kongakka","id","jobId","jobName","takenAt","topicId","clusterId","target","isDrained","version","kongAkkaVersion",…}</c> or
    /// <c>{"kind":"flink","checkpointId","metadataVersion","source",…}</c>, both with <c>"topic","positions":[{"partition","next"}],"unresolved":[{"partition","start"}]</c>;
    /// a start is <c>latest</c>, <c>earliest</c>, <c>committed</c> or <c>configured</c>.
    /// </summary>
    /// <param name="savepoint">The savepoint.</param>
    public static string Of(StoredSavepoint savepoint)
    {
        var json = savepoint switch
        {
            StoredSavepoint.OfKongAkka { Savepoint: var own } => OfKongAkka(own),
            StoredSavepoint.OfFlink { Savepoint: var flink } => OfFlink(flink),
            _ => throw new ArgumentOutOfRangeException(nameof(savepoint), savepoint, null),
        };
        json["topic"] = savepoint.Topic;
        json["positions"] = new JsonArray([.. savepoint.Positions.Select(p => new JsonObject { ["partition"] = p.Partition, ["next"] = p.Next })]);
        json["unresolved"] = new JsonArray([.. savepoint.Unresolved.Select(p => new JsonObject { ["partition"] = p.Partition, ["start"] = p.Start.ToString().ToLowerInvariant() })]);
        return json.ToJsonString(Readable);
    }

    private static JsonObject OfKongAkka(Savepoint own) => new()
    {
        ["kind"] = "kongakka",
        ["id"] = own.Id,
        ["jobId"] = own.JobId,
        ["jobName"] = own.JobName,
        ["takenAt"] = own.TakenAt.UtcDateTime,
        ["topicId"] = own.TopicId,
        ["clusterId"] = own.ClusterId,
        ["target"] = own.Target,
        ["isDrained"] = own.IsDrained,
        ["version"] = own.Version,
        ["kongAkkaVersion"] = own.KongAkkaVersion,
    };

    private static JsonObject OfFlink(FlinkSavepoint flink) => new()
    {
        ["kind"] = "flink",
        ["checkpointId"] = flink.CheckpointId,
        ["metadataVersion"] = flink.MetadataVersion,
        ["source"] = flink.Source,
    };
}
