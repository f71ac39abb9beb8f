namespace KongAkka.SandboxTests.StarRocks;

/// <summary>A test that needs the command-line client of MariaDB.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MariadbFactAttribute : FactAttribute
{
    public MariadbFactAttribute()
    {
        if (Program is null) Skip = "There is no program mariadb on the PATH (Debian: mariadb-client).";
    }

    /// <summary>The client; null when it is not there.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mariadb")).FirstOrDefault(File.Exists);
}
