namespace KongAkka.SandboxTests.Jobs;

/// <summary>A test that needs a disk that can be filled: skipped where none may be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsAvailable) Skip = "A tmpfs can be mounted by root alone, and not everywhere.";
    }
}
