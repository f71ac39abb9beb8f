namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>
/// Notices that a topic was made anew while it was read. Offsets do not show that where the new one is longer than what was read of the old: a reader would go on in its
/// middle.
/// </summary>
/// <param name="settings">Names the topic.</param>
/// <param name="time">The clock.</param>
internal sealed class TopicWatch(KafkaSettings settings, TimeProvider time)
{
    /// <summary>How often to ask for the id.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>How often to ask while it is not known at all.</summary>
    public static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(2);

    private string _id = "";
    private long? _asked;

    /// <summary>Whether it is time to ask for the topic's id.</summary>
    public bool ShouldAsk()
    {
        if (_asked is { } asked && time.GetElapsedTime(asked) < (_id.Length > 0 ? Every : UntilKnown)) return false;
        _asked = time.GetTimestamp();
        return true;
    }

    /// <summary>Takes note of the id.</summary>
    /// <param name="id">The topic's id; empty where the broker knows none.</param>
    /// <exception cref="UnrecoverableException">It is another one than before.</exception>
    public void Note(string id)
    {
        if (id.Length == 0 || id == _id) return;
        if (_id.Length > 0)
        {
            throw new UnrecoverableException(
                $"Topic {settings.Topic} was made anew while it was read: its id was {_id} and is {id}. Records of the new one may have been skipped.",
                "Start a job of a new name on it, with startup-mode = earliest-offset to read all of it.");
        }
        _id = id;
    }
}
