using System.Globalization;

namespace KongAkka.Pipeline.Telemetry;

/// <summary>Decides what is logged of a path that stands still: when it begins, again every few minutes, and when it ends. Pure.</summary>
public sealed class StallLog
{
    /// <summary>The time between two warnings of the same kind.</summary>
    public static readonly TimeSpan Repeat = TimeSpan.FromMinutes(5);

    private readonly Dictionary<StallKind, (DateTimeOffset Since, DateTimeOffset Said)> _open = [];

    /// <summary>Takes in what stands still at present.</summary>
    /// <param name="stalls">What, each with its sentence.</param>
    /// <param name="now">The present time.</param>
    /// <returns>What to log.</returns>
    public IReadOnlyList<StallNote> Take(IReadOnlyDictionary<StallKind, string> stalls, DateTimeOffset now)
    {
        List<StallNote> notes = [];
        foreach (var (kind, sentence) in stalls)
        {
            if (!_open.TryGetValue(kind, out var open))
            {
                _open[kind] = (now, now);
                // The end that is in trouble has said so itself when it began.
                if (IsStall(kind)) notes.Add(new StallNote(IsOver: false, sentence));
            }
            else if (now - open.Said >= Repeat)
            {
                _open[kind] = open with { Said = now };
                notes.Add(new StallNote(IsOver: false, string.Create(CultureInfo.InvariantCulture, $"for {(long)(now - open.Since).TotalMinutes} min by now: {sentence}")));
            }
        }

        foreach (var (kind, open) in _open.Where(open => !stalls.ContainsKey(open.Key)).ToArray())
        {
            _open.Remove(kind);
            if (IsStall(kind) || open.Said > open.Since) notes.Add(new StallNote(IsOver: true, string.Create(CultureInfo.InvariantCulture, $"{Name(kind)}, after {(long)(now - open.Since).TotalSeconds} s")));
        }

        return notes;
    }

    private static bool IsStall(StallKind kind) => kind is StallKind.Source or StallKind.Sink;

    private static string Name(StallKind kind) => kind switch
    {
        StallKind.Source or StallKind.SourceTrouble => "the source goes on",
        StallKind.Sink or StallKind.SinkTrouble => "the sink goes on",
        StallKind.RejectTrouble => "rejects can be written again",
        _ => throw new InvalidOperationException($"{kind} is not known"),
    };
}
