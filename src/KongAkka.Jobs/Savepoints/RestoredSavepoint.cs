namespace KongAkka.Jobs.Savepoints;

/// <summary>A savepoint that a job was restored from.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="At">When.</param>
public sealed record RestoredSavepoint(string Path, DateTimeOffset At);
