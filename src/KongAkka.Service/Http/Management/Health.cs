namespace KongAkka.Service.Http.Management;

/// <summary>How the service is.</summary>
/// <param name="alive">What only a restart of the process mends.</param>
/// <param name="ready">What must be well for records to become rows.</param>
/// <param name="timeout">How long a check may take.</param>
internal sealed class Health(IReadOnlyList<HealthCheck> alive, IReadOnlyList<HealthCheck> ready, TimeSpan timeout)
{
    /// <summary>What only a restart of the process mends; null when nothing is wrong.</summary>
    public Task<string?> AliveAsync() => FindAsync(alive);

    /// <summary>What is wrong at all; null when nothing is.</summary>
    public Task<string?> ReadyAsync() => FindAsync([.. alive, .. ready]);

    private async Task<string?> FindAsync(IReadOnlyList<HealthCheck> checks)
    {
        var found = await Task.WhenAll(checks.Select(FindAsync));
        var wrong = found.Where(f => f is not null).ToArray();
        return wrong.Length == 0 ? null : $"Not Healthy: {string.Join("; ", wrong)}";
    }

    private async Task<string?> FindAsync(HealthCheck check)
    {
        try
        {
            return await check.FindAsync().WaitAsync(timeout) is { } wrong ? $"Check [{check.Name}] not ok: {wrong}" : null;
        }
        catch (TimeoutException)
        {
            return $"Check [{check.Name}] not ok: no answer within {timeout.TotalSeconds} s";
        }
        catch (Exception e)
        {
            return $"Check [{check.Name}] not ok: {e.Message}";
        }
    }
}
