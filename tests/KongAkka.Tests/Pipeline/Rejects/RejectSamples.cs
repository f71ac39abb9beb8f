using System.Text;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Files;

namespace KongAkka.Tests.Pipeline.Rejects;

/// <summary>A folder for rejects, gone at the end of the test, and records to put into it.</summary>
internal sealed class RejectSamples : IDisposable
{
    public const string Job = "j";

    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("kongakka-rejects-").FullName;

    public string Directory => Path.Combine(_root, "made", "rejects");

    public string Current => Path.Combine(Directory, $"{Job}.jsonl");

    public RejectFolder Folder => new(Directory, Job);

    public RejectSettings Settings => new(RejectType.File, Directory);

    public static RejectedRecord Record(long offset, string value = "value", int partition = 0, string reason = "response-time") =>
        new(reason, "\"1.2.3\" is no number", "logs", partition, offset, 1_700_000_000_000, Encoding.UTF8.GetBytes(value)) { RejectedAt = new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero) };

    public RejectFile Writer(long maxFileSize = 64L << 20, long maxSize = 1L << 30, TimeProvider? time = null) =>
        new(Settings with { MaxFileSize = maxFileSize, MaxSize = maxSize }, Job, time);

    public async Task<(List<RejectedRecord> Records, List<BrokenReject> Broken)> ReadAsync()
    {
        var broken = new List<BrokenReject>();
        var records = new List<RejectedRecord>();
        await foreach (var record in RejectPlaces.CreateReader(Settings, Job)!.ReadAsync(broken.Add)) records.Add(record);
        return (records, broken);
    }

    public async Task<long[]> OffsetsAsync() => [.. (await ReadAsync()).Records.Select(r => r.Offset)];

    public void Dispose() => System.IO.Directory.Delete(_root, true);
}
