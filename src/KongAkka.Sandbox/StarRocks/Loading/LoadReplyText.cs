using System.Text.Encodings.Web;
using System.Text.Json;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Writes a <see cref="LoadReply"/> with the keys and their order of StarRocks' <c>StreamLoadContext::to_json</c>.</summary>
internal static class LoadReplyText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(LoadReply reply)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("TxnId", reply.TxnId);
            json.WriteString("Label", reply.Label);
            json.WriteString("Status", reply.Status);
            if (reply.ExistingJobStatus is not null) json.WriteString("ExistingJobStatus", reply.ExistingJobStatus);
            json.WriteString("Message", reply.Message);
            json.WriteNumber("NumberTotalRows", reply.Counts.Total);
            json.WriteNumber("NumberLoadedRows", reply.Counts.Loaded);
            json.WriteNumber("NumberFilteredRows", reply.Counts.Filtered);
            json.WriteNumber("NumberUnselectedRows", 0);
            json.WriteNumber("LoadBytes", reply.LoadBytes);
            WriteTimings(json, reply.Timings);
            if (reply.ErrorUrl is not null) json.WriteString("ErrorURL", reply.ErrorUrl);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteTimings(Utf8JsonWriter json, LoadTimings timings)
    {
        json.WriteNumber("LoadTimeMs", timings.LoadMs);
        json.WriteNumber("BeginTxnTimeMs", timings.BeginTxnMs);
        json.WriteNumber("StreamLoadPlanTimeMs", timings.PlanMs);
        json.WriteNumber("ReadDataTimeMs", timings.WriteMs);
        json.WriteNumber("WriteDataTimeMs", timings.WriteMs);
        json.WriteNumber("CommitAndPublishTimeMs", timings.CommitMs);
    }
}
