namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>Waits between the attempts of one undertaking, longer from time to time, and tells why. Serves one task.</summary>
internal sealed class Patience
{
    // With the default back-off the ninth delay is 25 s: from there on the database gets room to recover.
    private const int LongLead = 8;

    private readonly string _subject;
    private readonly SinkContext _context;
    private readonly RetryLog _log;
    private int _failures;

    public Patience(string subject, SinkContext context, RetryLog log)
    {
        _subject = subject;
        _context = context;
        _log = log;
    }

    /// <summary>Waits before the next attempt.</summary>
    public Task WaitAsync(RetryPace pace, LoadTrouble trouble, CancellationToken cancellation)
    {
        _failures++;
        var delay = _context.Backoff.Delay(pace == RetryPace.Long ? _failures + LongLead : _failures, Random.Shared.NextDouble());
        _log.Tell(_subject, _failures, trouble, delay);
        return Task.Delay(delay, _context.Time, cancellation);
    }
}
