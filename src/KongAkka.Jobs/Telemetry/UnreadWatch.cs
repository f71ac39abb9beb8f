using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Telemetry;

/// <summary>Looks once a minute how old the oldest unread records of a job are and how long its topic keeps them.</summary>
/// <param name="settings">The topic.</param>
/// <param name="look">The job at this moment.</param>
/// <param name="logger">The log.</param>
internal sealed class UnreadWatch(KafkaSettings settings, Func<JobStatus> look, ILogger logger)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private volatile UnreadLook? _last;

    /// <summary>What was seen last; null before the first look.</summary>
    public UnreadLook? Last => _last;

    /// <summary>Looks until something ends.</summary>
    /// <param name="ended">What.</param>
    public async Task RunAsync(Task ended)
    {
        for (var pause = First; await Task.WhenAny(ended, Task.Delay(pause)).ConfigureAwait(false) != ended; pause = Every)
        {
            var job = look();
            if (job.State.IsEnd() || job.Positions.Count == 0) continue;
            try
            {
                var next = job.Positions.Where(p => job.Path.Ends.TryGetValue(p.Key, out var end) && end > p.Value).ToDictionary();
                _last = await UnreadLook.TakeAsync(settings, next).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Only figures are at stake: whatever it was, the job says more of it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logger.LogDebug("the age of unread records is not known at present: {Cause}", e.Message);
            }
        }
    }
}
