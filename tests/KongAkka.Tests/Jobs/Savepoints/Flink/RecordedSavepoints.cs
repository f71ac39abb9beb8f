using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Savepoints.Flink;
using KongAkka.Tests.Layout;

namespace KongAkka.Tests.Jobs.Savepoints.Flink;

/// <summary>Savepoints that Flink 2.0 took.</summary>
internal static class RecordedSavepoints
{
    public static readonly string[] Names = ["stopped-4-partitions", "running-parallelism-2", "idle-partition"];

    public static string Folder(string name) => Path.Combine(Repository.Root, "tests/KongAkka.Tests/Jobs/Savepoints/Flink", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder(name), "_metadata"));

    public static FlinkSavepoint Read(byte[] bytes) => FlinkSavepointFile.Read(bytes, "f");

    public static SavepointException Refusal(byte[] bytes) => Assert.Throws<SavepointException>(() => Read(bytes));
}
