namespace KongAkka.Service.Http.Management;

/// <summary>One thing that must be well.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FindAsync">Finds out what is wrong with it; null when nothing is.</param>
internal sealed record HealthCheck(string Name, Func<Task<string?>> FindAsync);
