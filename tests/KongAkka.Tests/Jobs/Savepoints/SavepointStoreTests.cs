using KongAkka.Jobs.Savepoints;

namespace KongAkka.Tests.Jobs.Savepoints;

public sealed class SavepointStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-store-").FullName;

    private string Root => Path.Combine(_folder, "root");

    private SavepointStore Store => new([Root], TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_are_listed_the_newest_first_and_what_is_damaged_with_its_fault()
    {
        var old = Write(Root, 1);
        var newer = Write(Path.Combine(Root, "inner"), 2);
        var damaged = Write(Root, 3);
        File.AppendAllText(Path.Combine(damaged, "_metadata"), "x");
        var empty = Directory.CreateDirectory(Path.Combine(Root, "savepoint-0123ab-000000000004")).FullName;
        Directory.CreateDirectory(Path.Combine(Root, "notes"));
        var list = Store.List();
        Assert.Equal([newer, old, damaged, empty], list.Select(s => s.Path));
        Assert.All(list.Take(2), s => Assert.True(s is { Fault: null, Savepoint: not null, Bytes: > 0 }));
        Assert.Contains("damaged", list[2].Fault, StringComparison.Ordinal);
        Assert.Contains("no savepoint at", list[3].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_holds_none_and_one_of_two_jobs_is_listed_once()
    {
        Assert.Empty(Store.List());
        Write(Root, 1);
        Assert.Single(new SavepointStore([Root, Root, Path.Combine(Root, "..", "root")], TimeProvider.System).List());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}/")]
    [InlineData("{0}/_metadata")]
    [InlineData("file:{0}")]
    [InlineData("file://{0}")]
    public void A_savepoint_is_deleted_however_it_is_named_and_nothing_else(string form)
    {
        var (other, path) = (Write(Root, 1), Write(Root, 2));
        Store.Dispose(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, path));
        Assert.Equal([other], Directory.EnumerateFileSystemEntries(Root));
    }

    [Fact]
    public void A_savepoint_outside_stays_whatever_way_leads_to_it()
    {
        var outside = Write(Path.Combine(_folder, "outside"), 1);
        Write(Root, 2);
        var beside = Write(Root + "-2", 3);
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), Path.Combine(_folder, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(Root, Path.GetFileName(outside)), outside);
        foreach (var path in new[]
        {
            outside, beside, Path.Combine(Root, "..", "outside", Path.GetFileName(outside)), Path.Combine(Root, "link", Path.GetFileName(outside)), Path.Combine(Root, Path.GetFileName(outside)),
            $"file:{Root}/%2e%2e/outside/{Path.GetFileName(outside)}", Root, "/",
        })
            Assert.Throws<SavepointException>(() => Store.Dispose(path));
        Assert.NotNull(SavepointFile.Read(outside));
        Assert.NotNull(SavepointFile.Read(beside));
        Assert.Single(Store.List());
    }

    [Fact]
    public void What_is_no_sound_savepoint_of_ours_stays()
    {
        var damaged = Write(Root, 1);
        File.AppendAllText(Path.Combine(damaged, "_metadata"), "x");
        var shared = Write(Root, 2);
        File.WriteAllText(Path.Combine(shared, ".mine"), "");
        var foreign = Directory.CreateDirectory(Path.Combine(Root, "savepoint-0123ab-000000000003")).FullName;
        File.WriteAllText(Path.Combine(foreign, "_metadata"), "{}");
        var linked = Directory.CreateDirectory(Path.Combine(Root, "savepoint-0123ab-000000000004")).FullName;
        File.CreateSymbolicLink(Path.Combine(linked, "_metadata"), Path.Combine(Write(Path.Combine(_folder, "outside"), 5), "_metadata"));
        foreach (var path in new[] { damaged, shared, foreign, linked, Path.Combine(Root, "none"), "" }) Assert.Throws<SavepointException>(() => Store.Dispose(path));
        Assert.Equal(4, Directory.GetDirectories(Root).Length);
    }

    [Fact]
    public void A_root_may_itself_be_a_link()
    {
        var path = Write(Path.Combine(_folder, "real"), 1);
        Directory.CreateSymbolicLink(Root, Path.Combine(_folder, "real"));
        Assert.Single(Store.List());
        Store.Dispose(Path.Combine(Root, Path.GetFileName(path)));
        Assert.Empty(Store.List());
    }

    [Fact]
    public void What_a_crash_left_is_not_listed_and_goes_after_a_day()
    {
        var (fresh, old) = (Temporary(1), Temporary(2));
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-25));
        Assert.Empty(Store.List());
        Store.Clear();
        Assert.Equal([fresh], Directory.GetDirectories(Root));
    }

    private string Temporary(int number)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, $".savepoint-0123ab-{number:x12}.tmp")).FullName;
        File.WriteAllText(Path.Combine(folder, "_metadata"), "{");
        return folder;
    }

    private static string Write(string folder, int number)
    {
        var sample = SampleSavepoint.Create();
        return SavepointFile.Write(folder, sample with { Id = $"savepoint-0123ab-{number:x12}", TakenAt = sample.TakenAt.AddMinutes(number) });
    }
}
