namespace KongAkka.ServerTests.Databases;

/// <summary>A test that needs a real MariaDB: skipped where none is given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MariaDbFactAttribute : FactAttribute
{
    public MariaDbFactAttribute()
    {
        if (RealMariaDb.Program is null) Skip = $"{RealMariaDb.Variable} does not name mariadbd.";
    }
}
