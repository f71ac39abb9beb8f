namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>
/// Notices that a topic was made anew while it was read. Offsets do not show that where the new one is longer than what was read of the old: a reader would go on in its
/// middle.
/// </summary>
/// <param name="settings">Names the topic.</param>
/// <param name="time">The clock.</param>
/// <param name="id">The topic's id; empty for that of the first answer.</param>
internal sealed class TopicWatch(KafkaSettings settings, TimeProvider time, string id)
{
    /// <summary>How often to ask for the id.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>How often to ask until there is an answer.</summary>
    public static readonly TimeSpan UntilAnswered = TimeSpan.FromMilliseconds(200);

    private string _id = id;
    private long? _asked;
    private bool _isAnswered;

    /// <summary>Asks at once again: after an outage, or for another consumer, it may be another topic.</summary>
    public void Reset()
    {
        _asked = null;
        _isAnswered = false;
    }

    /// <summary>Whether it is time to ask for the topic's id.</summary>
    public bool ShouldAsk()
    {
        if (_asked is { } asked && time.GetElapsedTime(asked) < (_isAnswered ? Every : UntilAnswered)) return false;
        _asked = time.GetTimestamp();
        return true;
    }

    /// <summary>Takes note of the id.</summary>
    /// <param name="answer">The topic's id; empty where the broker knows none.</param>
    /// <exception cref="UnrecoverableException">It is another one than before.</exception>
    public void Note(string answer)
    {
        _isAnswered = true;
        if (answer.Length == 0 || answer == _id) return;
        if (_id.Length > 0)
        {
            throw new UnrecoverableException(
                $"Topic {settings.Topic} was made anew while it was read: its id was {_id} and is {answer}. Records of the new one may have been skipped.",
                "Start a job of a new name on it, with startup-mode = earliest-offset to read all of it.");
        }
        _id = answer;
    }
}
