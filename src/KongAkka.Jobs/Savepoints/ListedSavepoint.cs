namespace KongAkka.Jobs.Savepoints;

/// <summary>A folder below a job's <c>savepoint-directory</c> that is a savepoint or looks like one.</summary>
/// <param name="Path">The full path of the folder.</param>
/// <param name="Bytes">How large its file is; 0 when there is none.</param>
public sealed record ListedSavepoint(string Path, long Bytes)
{
    /// <summary>What it holds; null when it cannot be read.</summary>
    public StoredSavepoint? Savepoint { get; init; }

    /// <summary>Why it cannot be used; sentences, or null.</summary>
    public string? Fault { get; init; }
}
