using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>Lets each kind of trouble be logged once a minute: librdkafka reports it at every attempt.</summary>
/// <param name="time">The clock.</param>
internal sealed class RepeatedTrouble(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly Dictionary<ErrorCode, long> _logged = [];

    /// <summary>Whether to log an error now.</summary>
    /// <param name="code">The error.</param>
    public bool ShouldLog(ErrorCode code)
    {
        if (_logged.TryGetValue(code, out var last) && time.GetElapsedTime(last) < Quiet) return false;
        _logged[code] = time.GetTimestamp();
        return true;
    }
}
