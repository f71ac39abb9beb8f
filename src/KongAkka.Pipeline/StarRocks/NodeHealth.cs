using System.Collections.Concurrent;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>
/// Puts nodes aside that cannot be reached, or do not answer in time: for 30 s, and for twice as long, up to 5 min, each time that the node is tried when it is due and fails again.
/// Thread-safe; the time is given in.
/// </summary>
internal sealed class NodeHealth
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Absence> _absences = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When a node is to be tried again; the beginning of time when it is not put aside.</summary>
    public DateTimeOffset Due(Uri node) => _absences.TryGetValue(node.Authority, out var absence) ? absence.Due : DateTimeOffset.MinValue;

    /// <summary>Notes that a node answered.</summary>
    public void Reached(Uri node) => _absences.TryRemove(node.Authority, out _);

    /// <summary>Notes that no connection to a node came about, or no answer in time.</summary>
    public void Missed(Uri node, DateTimeOffset now) =>
        _absences.AddOrUpdate(node.Authority, _ => new Absence(now + First, First), (_, absence) => absence.Again(now));

    private sealed record Absence(DateTimeOffset Due, TimeSpan Span)
    {
        // Loads under way together find the same node missing, and when all are put aside they are tried before they are due: neither makes it worse.
        public Absence Again(DateTimeOffset now)
        {
            var span = now < Due ? Span : TimeSpan.FromTicks(Math.Min(Span.Ticks * 2, Longest.Ticks));
            return new Absence(now + span, span);
        }
    }
}
