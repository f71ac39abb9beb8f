using System.Text;
using KongAkka.Jobs.Savepoints;

namespace KongAkka.Tests.Jobs.Savepoints;

public sealed class SavepointFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kongakka-savepoints-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_written_is_read_again_from_the_folder_the_file_and_their_uris()
    {
        var written = SampleSavepoint.Create();
        var location = SavepointFile.Write(In("new", "deep"), written);
        Assert.Equal(In("new", "deep", written.Id), location);
        foreach (var path in (string[])[location, location + "/", location + "/_metadata", "file:" + location, "file://" + location + "/_metadata"])
        {
            var read = SavepointFile.Read(path);
            Assert.Equal(written.Positions, read.Positions);
            Assert.Equal(written with { Positions = read.Positions }, read);
        }
    }

    [Fact]
    public void File_and_folder_are_the_owners_alone_and_nothing_else_is_left()
    {
        var location = SavepointFile.Write(_folder.FullName, SampleSavepoint.Create());
        Assert.Equal(location, Assert.Single(Directory.EnumerateFileSystemEntries(_folder.FullName)));
        Assert.Equal("_metadata", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(location))));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(location));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(location + "/_metadata"));
    }

    [Fact]
    public void A_savepoint_cut_short_anywhere_is_never_read()
    {
        var bytes = SavepointText.Write(SampleSavepoint.Create());
        var whole = bytes.Length - 1;
        for (var length = 0; length < whole; length++)
            Assert.Equal(SavepointFault.Truncated, Fault(bytes.AsSpan(0, length).ToArray()));
    }

    [Fact]
    public void A_savepoint_with_any_byte_changed_is_refused_or_says_the_same()
    {
        var sample = SampleSavepoint.Create();
        var bytes = SavepointText.Write(sample);
        for (var at = 0; at < bytes.Length; at++)
            foreach (var change in (byte[])[0x01, 0x08, 0x20, 0x80, 0xFF])
            {
                var changed = (byte[])bytes.Clone();
                changed[at] ^= change;
                if (Fault(changed) is null) Assert.Equal(SavepointText.Write(sample), SavepointText.Write(SavepointText.Read(changed, "f")));
            }
    }

    [Fact]
    public void White_space_and_the_order_of_fields_do_not_count()
    {
        var sample = SampleSavepoint.Create();
        var fields = System.Text.Json.Nodes.JsonNode.Parse(SavepointText.Write(sample))!.AsObject();
        var turned = new System.Text.Json.Nodes.JsonObject(fields.Reverse().Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone())));
        Assert.Equal(sample.Positions, SavepointText.Read(Encoding.UTF8.GetBytes(turned.ToJsonString()), "f").Positions);
    }

    [Fact]
    public void A_newer_minor_version_is_read_and_its_fields_are_kept()
    {
        var newer = SampleSavepoint.Create() with { Version = "1.7", Unknown = new() { ["watermark"] = System.Text.Json.JsonSerializer.SerializeToElement("new") } };
        var read = SavepointText.Read(SavepointText.Write(newer), "f");
        Assert.Equal("1.7", read.Version);
        Assert.Equal("new", Assert.Single(read.Unknown!).Value.GetString());
        Assert.Equal(SavepointText.Write(newer), SavepointText.Write(read));
    }

    [Fact]
    public void A_newer_major_version_is_refused_and_says_so()
    {
        var failure = Assert.Throws<SavepointException>(() => SavepointText.Read(SavepointText.Write(SampleSavepoint.Create() with { Version = "2.0" }), "f"));
        Assert.Equal(SavepointFault.OtherVersion, failure.Fault);
        Assert.Contains("2.0", failure.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", SavepointFault.Foreign)]
    [InlineData("{}", SavepointFault.Foreign)]
    [InlineData("{\"format\":\"other\"}", SavepointFault.Foreign)]
    [InlineData("{\"format\":\"kongakka-savepoint\",\"version\":\"1\"}", SavepointFault.Damaged)]
    [InlineData("{\"format\":\"kongakka-savepoint\",\"version\":\"\\ud800\"}", SavepointFault.Damaged)]
    [InlineData("{\"format\":\"kongakka-savepoint\",\"version\":\"1.0\",\"id\":\"\\ud800\",\"checksum\":\"sha256:0\"}", SavepointFault.Damaged)]
    [InlineData("{\"format\":\"kongakka-savepoint\",\"version\":\"1.0\"}", SavepointFault.Damaged)]
    public void What_is_none_of_ours_or_not_whole_is_told_apart(string text, SavepointFault fault) => Assert.Equal(fault, Fault(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void What_is_not_there_elsewhere_or_too_big_is_told_apart()
    {
        Assert.Equal(SavepointFault.NotThere, Assert.Throws<SavepointException>(() => SavepointFile.Read(In("none"))).Fault);
        Assert.Equal(SavepointFault.NotThere, Assert.Throws<SavepointException>(() => SavepointFile.Read("s3://bucket/savepoint-1")).Fault);
        Assert.Equal(SavepointFault.NotThere, Assert.Throws<SavepointException>(() => SavepointFile.Read("file://host/savepoint-1")).Fault);
        File.WriteAllBytes(In("_metadata"), new byte[SavepointFile.MaxBytes + 1]);
        Assert.Equal(SavepointFault.TooBig, Assert.Throws<SavepointException>(() => SavepointFile.Read(_folder.FullName)).Fault);
        Assert.Equal(SavepointFault.TooBig, Assert.Throws<SavepointException>(() => StoredSavepoint.Read(_folder.FullName)).Fault);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_failure_that_leaves_nothing()
    {
        File.WriteAllText(In("file"), "");
        Assert.Equal(SavepointFault.NotWritten, Assert.Throws<SavepointException>(() => SavepointFile.Write(In("file", "below"), SampleSavepoint.Create())).Fault);
        var taken = SampleSavepoint.Create();
        SavepointFile.Write(_folder.FullName, taken);
        Assert.Equal(SavepointFault.NotWritten, Assert.Throws<SavepointException>(() => SavepointFile.Write(_folder.FullName, taken with { JobName = "other" })).Fault);
        Assert.Equal("access-log", SavepointFile.Read(In(taken.Id)).JobName);
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(_folder.FullName).Count());
    }

    private string In(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    private static SavepointFault? Fault(byte[] bytes)
    {
        try
        {
            SavepointText.Read(bytes, "f");
            return null;
        }
        catch (SavepointException e)
        {
            return e.Fault;
        }
    }
}
