using System.Text.Json;
using KongAkka.Jobs;

namespace KongAkka.Service.Commands;

/// <summary>The JSON that <c>run --summary</c> writes.</summary>
internal static class RunSummary
{
    /// <summary>Writes it; a reader sees a whole file or none.</summary>
    /// <param name="file">The file; replaced when it is there.</param>
    /// <param name="jobs">The jobs.</param>
    public static async Task WriteAsync(string file, IReadOnlyList<JobStatus> jobs)
    {
        var unfinished = $"{file}.{Environment.ProcessId}.tmp";
        await using (var stream = File.Create(unfinished))
        {
            await using var json = new Utf8JsonWriter(stream);
            Write(json, jobs);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Flink's word for a state.</summary>
    /// <param name="state">The state.</param>
    public static string NameOf(JobState state) => state.ToString().ToUpperInvariant();

    private static void Write(Utf8JsonWriter json, IReadOnlyList<JobStatus> jobs)
    {
        json.WriteStartObject();
        json.WriteStartArray("jobs");
        foreach (var job in jobs) WriteJob(json, job);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter json, JobStatus job)
    {
        json.WriteStartObject();
        json.WriteString("name", job.Name);
        json.WriteString("id", job.Id);
        json.WriteString("state", NameOf(job.State));
        json.WriteNumber("records", job.Counters.Records);
        json.WriteNumber("rows", job.Counters.Rows);
        WriteReasons(json, "dropped", job.Counters.Dropped);
        WriteReasons(json, "rejected", job.Counters.Rejected);
        json.WriteNumber("loads", job.Counters.Loads);
        json.WriteNumber("seconds", Math.Round(((job.Ended ?? DateTimeOffset.UtcNow) - job.Started).TotalSeconds, 3));
        if (job.Failure is not null) json.WriteString("failure", job.Failure);
        json.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (reason, count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal)) json.WriteNumber(reason, count);
        json.WriteEndObject();
    }
}
