using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>
/// Tells of repeated attempts: the first of each kind of trouble and then one every 30 s as a warning, the others for debugging.
/// Remembers what is waited for. Thread-safe.
/// </summary>
internal sealed class RetryLog
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _told = [];
    private volatile string? _trouble;

    public RetryLog(SinkContext context)
    {
        _logger = context.Logger;
        _time = context.Time;
    }

    /// <summary>What is waited for at present; null when nothing is.</summary>
    public string? Trouble => _trouble;

    /// <summary>Tells of trouble after which something is tried again.</summary>
    /// <param name="subject">What is tried.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="trouble">Why.</param>
    /// <param name="delay">When it is tried again.</param>
    public void Tell(string subject, int attempt, LoadTrouble trouble, TimeSpan delay)
    {
        _trouble = $"{trouble.What} {trouble.Remedy}";
        _logger.Log(
            IsDue(trouble.Remedy) ? LogLevel.Warning : LogLevel.Debug,
            "{Subject}: attempt {Attempt} did not succeed, trying again in {Delay:0.0} s. {What} {Remedy}",
            subject,
            attempt,
            delay.TotalSeconds,
            trouble.What,
            trouble.Remedy);
    }

    /// <summary>Notes that things go well again.</summary>
    public void Mended() => _trouble = null;

    // The remedy stands for the kind of trouble: what is wrong differs from attempt to attempt by numbers and addresses.
    private bool IsDue(string kind)
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            if (_told.TryGetValue(kind, out var last) && _time.GetElapsedTime(last, now) < Quiet) return false;
            _told[kind] = now;
            return true;
        }
    }
}
