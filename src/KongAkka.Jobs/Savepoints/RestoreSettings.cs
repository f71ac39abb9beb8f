namespace KongAkka.Jobs.Savepoints;

/// <summary>From which savepoint a job is to start.</summary>
/// <param name="Path">The savepoint's folder or file; empty for none. It is applied once.</param>
/// <param name="AllowNonRestoredState">Whether positions that belong to nothing the job reads are left out; otherwise it does not start.</param>
public sealed record RestoreSettings(string Path, bool AllowNonRestoredState)
{
    /// <summary>No savepoint.</summary>
    public static RestoreSettings None { get; } = new("", AllowNonRestoredState: false);
}
