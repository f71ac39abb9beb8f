using System.Collections.Concurrent;

namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>The guards of the labels that are in use. Thread-safe.</summary>
/// <param name="terms">How long labels are kept.</param>
internal sealed class OpenGuards(LabelTerms terms)
{
    private readonly ConcurrentDictionary<LabelGuard, LabelGuard> _open = new(ReferenceEqualityComparer.Instance);

    /// <summary>Counts a guard in until it is closed.</summary>
    public void Open(LabelGuard guard) => _open[guard] = guard;

    /// <summary>Counts a guard out.</summary>
    public void Close(LabelGuard guard) => _open.TryRemove(guard, out _);

    /// <summary>The least that is left, by time and by loads; all of it while no label is in use.</summary>
    public LabelMargin Margin(DateTimeOffset now)
    {
        var least = new LabelGuard(terms, since: null).Margin(now);
        foreach (var (guard, _) in _open)
        {
            var margin = guard.Margin(now);
            least = new LabelMargin(margin.Time < least.Time ? margin.Time : least.Time, Math.Min(margin.Loads, least.Loads));
        }

        return least;
    }
}
