namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Says what is wrong with a savepoint of Flink's.</summary>
/// <param name="file">The file.</param>
internal sealed class FlinkFaults(string file)
{
    private const string ByOffsets = "go on by specific offsets: source.startup-mode = specific-offsets, source.startup-specific-offsets = \"partition:0,offset:42;partition:1,offset:300\".";
    private const string TakeAnother = $"Copy its folder anew or take another savepoint, or {ByOffsets}";
    private const string GoOn = $"Take a savepoint that can be read, or {ByOffsets}";

    /// <summary>It ends too early.</summary>
    public SavepointException Truncated() => new(SavepointFault.Truncated, $"Flink's savepoint {file} ends too early: a copy of it was cut short.", TakeAnother);

    /// <summary>It is not what Flink wrote.</summary>
    /// <param name="why">What shows it.</param>
    public SavepointException Damaged(string why) => new(SavepointFault.Damaged, $"Flink's savepoint {file} is damaged: {why}.", TakeAnother);

    /// <summary>Another version of Flink or of its Kafka connector wrote it.</summary>
    /// <param name="what">What has which version.</param>
    /// <param name="known">The versions that can be read.</param>
    public SavepointException OtherVersion(string what, string known) => new(SavepointFault.OtherVersion, $"Flink's savepoint {file} cannot be read: {what}, and this version of KongAkka reads {known}.", GoOn);

    /// <summary>It holds what cannot be read here.</summary>
    /// <param name="what">What.</param>
    public SavepointException Unsupported(string what) => new(SavepointFault.Unsupported, $"Flink's savepoint {file} cannot be used: {what}.", GoOn);

    /// <summary>It holds several of what a job has one of.</summary>
    /// <param name="what">What.</param>
    public SavepointException Ambiguous(string what) => new(SavepointFault.Ambiguous, $"Flink's savepoint {file} cannot be used: {what}, and a job reads one topic.", $"Make a job for each topic, and {ByOffsets}");
}
