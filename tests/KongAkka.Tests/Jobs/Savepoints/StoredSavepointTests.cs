using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Consuming;
using KongAkka.Tests.Jobs.Savepoints.Flink;

namespace KongAkka.Tests.Jobs.Savepoints;

public sealed class StoredSavepointTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kongakka-stored-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_of_ours_is_told_from_one_of_Flinks()
    {
        var own = StoredSavepoint.Read(SavepointFile.Write(_folder.FullName, SampleSavepoint.Create()));
        Assert.Equal(SampleSavepoint.Create().Id, Assert.IsType<StoredSavepoint.OfKongAkka>(own).Savepoint.Id);
        Assert.Equal(("kong-log", 2, 0), (own.Topic, own.Positions.Count, own.Unresolved.Count));
        var flink = StoredSavepoint.Read(RecordedSavepoints.Folder("idle-partition"));
        Assert.Equal(5, Assert.IsType<StoredSavepoint.OfFlink>(flink).Savepoint.CheckpointId);
        Assert.Equal("idle", flink.Topic);
        Assert.Equal([new PartitionPosition(0, 10894), new PartitionPosition(1, 9204), new PartitionPosition(2, 9902)], flink.Positions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/_metadata")]
    [InlineData("", "file:")]
    [InlineData("/_metadata", "file://")]
    public void Folder_file_and_URI_lead_to_the_same(string end, string scheme = "") =>
        Assert.Equal("kong4", StoredSavepoint.Read(scheme + RecordedSavepoints.Folder("stopped-4-partitions") + end).Topic);

    [Theory]
    [InlineData(SavepointFault.Truncated, new byte[0])]
    [InlineData(SavepointFault.Truncated, new byte[] { 0x49, 0x60 })]
    [InlineData(SavepointFault.Truncated, new byte[] { 0x49, 0x60, 0x67, 0x2d, 0, 0, 0, 5 })]
    [InlineData(SavepointFault.Foreign, new byte[] { 0x49, 0x60, 0x67, 0x2e, 0, 0, 0, 5 })]
    public void What_is_neither_is_refused(SavepointFault fault, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "_metadata"), content);
        Assert.Equal(fault, Assert.Throws<SavepointException>(() => StoredSavepoint.Read(_folder.FullName)).Fault);
    }

    [Fact]
    public void A_big_file_that_is_none_of_Flinks_is_no_savepoint()
    {
        using (var file = File.Create(Path.Combine(_folder.FullName, "_metadata"))) file.SetLength(SavepointFile.MaxBytes + 1);
        Assert.Equal(SavepointFault.TooBig, Assert.Throws<SavepointException>(() => StoredSavepoint.Read(_folder.FullName)).Fault);
    }
}
