namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>The loads of a sink that knows them by their labels.</summary>
/// <param name="channel">How they get into the table.</param>
internal sealed class LabelledLoads(ILoadChannel channel)
{
    /// <summary>How they get into the table.</summary>
    public ILoadChannel Channel => channel;

    /// <summary>The guards of the labels that are in use.</summary>
    public OpenGuards Guards { get; } = new(channel.Terms);

    /// <summary>Whether a label under which something may have been sent is still known.</summary>
    public async Task<bool> IsLabelKeptAsync(LabelGuard guard, DateTimeOffset now, CancellationToken cancellation)
    {
        var finished = guard.NeedsCount(now) ? await channel.CountFinishedAsync(guard.Age(now), cancellation).ConfigureAwait(false) : null;
        return guard.IsTrusted(now, finished);
    }
}
