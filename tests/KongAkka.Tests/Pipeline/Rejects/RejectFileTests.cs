using CsCheck;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Files;

namespace KongAkka.Tests.Pipeline.Rejects;

public sealed class RejectFileTests : IDisposable
{
    private readonly RejectSamples _samples = new();

    [Fact]
    public async Task A_record_is_read_as_it_was_written()
    {
        var record = RejectSamples.Record(42) with { Value = new byte[] { 0, 0xff, (byte)'\n', (byte)'"' }, Detail = "two\nlines", Timestamp = -1 };
        using (var writer = _samples.Writer()) writer.Write([record, RejectSamples.Record(43)]);
        var (records, broken) = await _samples.ReadAsync();
        Assert.Empty(broken);
        Assert.Equal([record.Origin, RejectSamples.Record(43).Origin], records.Select(r => r.Origin));
        Assert.Equal((record.Reason, record.Detail, record.Timestamp, record.RejectedAt), (records[0].Reason, records[0].Detail, records[0].Timestamp, records[0].RejectedAt));
        Assert.Equal(record.Value.ToArray(), records[0].Value.ToArray());
    }

    [Fact]
    public void A_line_has_the_documented_form()
    {
        using (var writer = _samples.Writer()) writer.Write([RejectSamples.Record(42, "v")]);
        Assert.Equal(
            """{"reason":"response-time","detail":"\u00221.2.3\u0022 is no number","topic":"logs","partition":0,"offset":42,"timestamp":1700000000000,"rejectedAt":"2026-01-31T23:59:59Z","value":"dg=="}""" + "\n",
            File.ReadAllText(_samples.Current));
    }

    [Fact]
    public void Files_and_folders_that_are_made_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var writer = _samples.Writer(maxFileSize: 1);
        writer.Write([RejectSamples.Record(0), RejectSamples.Record(1)]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_samples.Directory));
        var files = _samples.Folder.All().Select(f => f.File).ToArray();
        Assert.Equal(2, files.Length);
        foreach (var file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_full_file_is_followed_by_the_next_and_names_sort_by_age_whatever_the_clock_says()
    {
        var time = new ManualTime();
        using (var writer = _samples.Writer(maxFileSize: 300, time: time))
            for (var offset = 0; offset < 20; offset++) writer.Write([RejectSamples.Record(offset)]);
        var older = _samples.Folder.Older();
        Assert.Equal(19, older.Count);
        Assert.Equal(older, older.Order(StringComparer.Ordinal));
        Assert.Matches(@"/j\.\d{8}T\d{9}Z\.jsonl$", older[0]);
        Assert.Equal(Enumerable.Range(0, 20).Select(o => (long)o), await _samples.OffsetsAsync());
    }

    [Fact]
    public void Files_of_other_jobs_are_left_out()
    {
        Directory.CreateDirectory(_samples.Directory);
        foreach (var name in (string[])["j.k.jsonl", "jj.jsonl", "j.k.20260101T000000000Z.jsonl", "j.20260101.jsonl", "j.20260101T000000000Z.jsonl"])
            File.WriteAllText(Path.Combine(_samples.Directory, name), "x");
        Assert.Equal(["j.20260101T000000000Z.jsonl"], _samples.Folder.All().Select(f => Path.GetFileName(f.File)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(150)]
    public async Task Behind_half_a_line_the_next_record_begins_on_a_line_of_its_own(int cut)
    {
        using (var writer = _samples.Writer()) writer.Write([RejectSamples.Record(0), RejectSamples.Record(1)]);
        using (var file = File.OpenWrite(_samples.Current)) file.SetLength((file.Length / 2) + cut);
        using (var writer = _samples.Writer()) writer.Write([RejectSamples.Record(2)]);
        var (records, broken) = await _samples.ReadAsync();
        Assert.Equal<long[]>([0, 2], [.. records.Select(r => r.Offset)]);
        Assert.Equal((_samples.Current, 2), (Assert.Single(broken).Place, broken[0].Number));
    }

    [Fact]
    public async Task At_the_limit_nothing_is_written_until_there_is_room()
    {
        using var writer = _samples.Writer(maxFileSize: 300, maxSize: 700);
        writer.Write([RejectSamples.Record(0)]);
        writer.Write([RejectSamples.Record(1)]);
        var before = _samples.Folder.All();
        var full = Assert.Throws<RejectException>(() => writer.Write([RejectSamples.Record(2), RejectSamples.Record(3)]));
        Assert.Equal(before, _samples.Folder.All());
        Assert.Contains(_samples.Directory, full.Message, StringComparison.Ordinal);
        Assert.Contains("rejects.max-size = 700", full.Message, StringComparison.Ordinal);
        Assert.Contains("Move or delete the older of the job's files (j.*.jsonl) or raise rejects.max-size", full.Message, StringComparison.Ordinal);

        File.Delete(_samples.Folder.Older()[0]);
        writer.Write([RejectSamples.Record(2), RejectSamples.Record(3)]);
        Assert.Equal<long[]>([1, 2, 3], await _samples.OffsetsAsync());
    }

    [Fact]
    public async Task The_limit_counts_what_was_there_before()
    {
        using (var writer = _samples.Writer()) writer.Write([RejectSamples.Record(0)]);
        using var next = _samples.Writer(maxSize: 300);
        Assert.Throws<RejectException>(() => next.Write([RejectSamples.Record(1)]));
        Assert.Equal<long[]>([0], await _samples.OffsetsAsync());
    }

    [Fact]
    public async Task A_file_that_was_moved_away_is_followed_by_a_new_one()
    {
        using var writer = _samples.Writer();
        writer.Write([RejectSamples.Record(0)]);
        File.Move(_samples.Current, Path.Combine(_samples.Directory, "elsewhere"));
        writer.Write([RejectSamples.Record(1)]);
        Assert.Equal<long[]>([1], await _samples.OffsetsAsync());
    }

    [Fact]
    public void A_disk_that_is_full_is_told_with_file_cause_and_remedy_and_may_pass()
    {
        if (!OperatingSystem.IsLinux()) return;
        Directory.CreateDirectory(_samples.Directory);
        File.CreateSymbolicLink(_samples.Current, "/dev/full");
        using var writer = _samples.Writer();
        var full = Assert.Throws<RejectException>(() => writer.Write([RejectSamples.Record(0)]));
        Assert.StartsWith($"Rejected records cannot be written to {_samples.Current}: No space left on device", full.Message, StringComparison.Ordinal);
        Assert.EndsWith("Free space on its disk and let the service's user write there, or name another folder with rejects.directory; until then the job waits.", full.Message, StringComparison.Ordinal);

        File.Delete(_samples.Current);
        writer.Write([RejectSamples.Record(0)]);
        Assert.Single(File.ReadLines(_samples.Current));
    }

    [Fact]
    public void A_second_writer_of_the_same_job_is_refused()
    {
        using var writer = _samples.Writer();
        writer.Write([RejectSamples.Record(0)]);
        using var second = _samples.Writer();
        Assert.Contains(_samples.Folder.LockFile, Assert.Throws<RejectException>(() => second.Write([RejectSamples.Record(1)])).Message, StringComparison.Ordinal);
        writer.Dispose();
        second.Write([RejectSamples.Record(1)]);
    }

    [Fact]
    public async Task A_flush_costs_nothing_when_nothing_was_written()
    {
        using var writer = _samples.Writer();
        Assert.True(IsDone(writer.FlushAsync(default)));
        Assert.False(Directory.Exists(_samples.Directory));
        writer.Write([RejectSamples.Record(0)]);
        await writer.FlushAsync(default);
        Assert.True(IsDone(writer.FlushAsync(default)));
    }

    [Fact]
    public async Task Many_may_write_flush_and_read_at_the_same_time()
    {
        const int Writers = 4, Batches = 50;
        using var writer = _samples.Writer(maxFileSize: 2000);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var offsets = (await _samples.ReadAsync()).Records.Select(r => r.Origin).ToArray();
                Assert.Equal(offsets.Distinct(), offsets);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(partition => Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                writer.Write([RejectSamples.Record(2 * batch, partition: partition), RejectSamples.Record((2 * batch) + 1, partition: partition)]);
                await writer.FlushAsync(default);
            }
        })));
        await done.CancelAsync();
        await reading;
        var (records, broken) = await _samples.ReadAsync();
        Assert.Empty(broken);
        foreach (var partition in records.GroupBy(r => r.Partition)) Assert.Equal(Enumerable.Range(0, 2 * Batches).Select(o => (long)o), partition.Select(r => r.Offset));
        Assert.Equal(Writers * Batches * 2, records.Count);
    }

    [Fact]
    public void Over_any_sizes_and_limits_no_record_is_lost_or_written_twice_and_no_file_exceeds_its_limit() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Int[0, 600].Array[1, 8].Array[1, 12], Gen.Bool).Sample((limit, batches, reopen) =>
        {
            using var samples = new RejectSamples();
            var writer = samples.Writer(maxFileSize: limit);
            var offset = 0L;
            foreach (var batch in batches)
            {
                writer.Write([.. batch.Select(length => RejectSamples.Record(offset++, new string('v', length)))]);
                if (!reopen) continue;
                writer.Dispose();
                writer = samples.Writer(maxFileSize: limit);
            }

            writer.Dispose();
            Assert.All(samples.Folder.All(), f => Assert.True(f.Bytes <= limit || File.ReadLines(f.File).Count() == 1));
            Assert.Equal(Enumerable.Range(0, (int)offset).Select(o => (long)o), samples.OffsetsAsync().GetAwaiter().GetResult());
        }, iter: 200, threads: 1);

    [Fact]
    public async Task A_line_of_an_earlier_version_is_read()
    {
        Directory.CreateDirectory(_samples.Directory);
        await File.WriteAllTextAsync(_samples.Current, """{"reason":"r","detail":"d","topic":"t","partition":1,"offset":2,"timestamp":3,"value":"dg=="}""" + "\nrubbish\n{}\n");
        var (records, broken) = await _samples.ReadAsync();
        Assert.Equal(new RejectOrigin("t", 1, 2), Assert.Single(records).Origin);
        Assert.Equal<long[]>([2, 3], [.. broken.Select(b => b.Number)]);
    }

    [Fact]
    public async Task Where_nothing_was_rejected_there_is_nothing_to_read() => Assert.Empty(await _samples.OffsetsAsync());

    [Theory]
    [InlineData(0, 500, false)]
    [InlineData(1, 99, false)]
    [InlineData(1, 100, true)]
    [InlineData(100, 1, true)]
    public void A_file_is_full_when_a_line_would_exceed_its_limit_unless_it_is_empty(long size, long line, bool isFull) =>
        Assert.Equal(isFull, new FileLimits(100, 1000).IsFull(size, line));

    private static bool IsDone(ValueTask task) => task.IsCompletedSuccessfully;

    public void Dispose() => _samples.Dispose();
}
