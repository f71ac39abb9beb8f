namespace KongAkka.Jobs.Offsets;

/// <summary>A savepoint that is to be restored at this start.</summary>
/// <param name="Path">Its folder or file.</param>
/// <param name="Request">By which order of a person; null when the configuration says so.</param>
internal sealed record RestoreRequest(string Path, string? Request)
{
    /// <summary>Whether a person decided so, knowing what lies after it.</summary>
    public bool IsExplicit => Request is not null;
}
