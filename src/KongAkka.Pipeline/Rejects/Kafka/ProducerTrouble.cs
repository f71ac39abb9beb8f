using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Polling;
using KongAkka.Pipeline.Consuming.Tls;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>What keeps the producer of rejects from its brokers: what it says last, and the cause behind it where one was named. Thread-safe.</summary>
/// <param name="topic">Where rejects go.</param>
/// <param name="logger">Where it is told, each kind once a minute.</param>
/// <param name="time">The clock.</param>
internal sealed class ProducerTrouble(RejectTopic topic, ILogger logger, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TlsDiagnosis _tls = new(topic.Properties, BrokerCertificate.Look, time);
    private readonly RepeatedTrouble _repeated = new(time);
    private Error? _last;
    private Error? _cause;

    /// <summary>Why no broker can be used; null where nothing names it.</summary>
    public Error? Cause
    {
        get
        {
            lock (_lock) return _cause;
        }
    }

    /// <summary>The cause, or else what was said last; null when nothing was.</summary>
    public string? Text
    {
        get
        {
            lock (_lock) return (_cause ?? _last)?.Reason.TrimEnd('.');
        }
    }

    /// <summary>What an error of the producer's is about. May look at the broker's certificate, for some seconds.</summary>
    /// <param name="error">The error.</param>
    public Error Explain(Error error) => _tls.Of(error.Reason) is { } tls ? new Error(error.Code, tls.ToString(), error.IsFatal) : error;

    /// <summary>Takes an error of the producer's.</summary>
    /// <param name="error">The error, explained.</param>
    public void Note(Error error)
    {
        lock (_lock)
        {
            if (ConsumerErrors.NamesCause(error.Code)) _cause = error;
            _last = error;
            if (_repeated.ShouldLog(error.Code))
                logger.LogWarning("Kafka at {Brokers}, where rejected records go: {Reason} ({Code}).", topic.BootstrapServers, error.Reason, error.Code);
        }
    }

    /// <summary>Forgets it: the brokers take records, or another producer is there.</summary>
    public void Clear()
    {
        lock (_lock) (_last, _cause) = (null, null);
    }
}
