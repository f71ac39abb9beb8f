namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>A savepoint of Flink's on the disk.</summary>
internal static class FlinkSavepointFile
{
    /// <summary>The most bytes that its file may have; state of some ten thousand subtasks lies inline in it.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="file">Where they are from.</param>
    /// <exception cref="SavepointException">It cannot be read, or is of no use for a job that reads one topic.</exception>
    public static FlinkSavepoint Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var faults = new FlinkFaults(file);
        return KafkaSourceRule.Decide(FlinkMetadata.Read(bytes, faults), faults);
    }
}
