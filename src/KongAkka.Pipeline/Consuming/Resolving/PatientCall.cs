using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Polling;
using KongAkka.Pipeline.Consuming.Tls;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming.Resolving;

/// <summary>Asks Kafka again and again until it answers, and says so once a minute; gives up on errors that do not pass.</summary>
/// <param name="settings">Names the brokers for the log.</param>
/// <param name="logger">Where it is told.</param>
/// <param name="time">The clock.</param>
internal sealed class PatientCall(KafkaSettings settings, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly RepeatedTrouble _repeated = new(time);
    private readonly TlsDiagnosis _tls = new(settings.Properties, BrokerCertificate.Look, time);
    private readonly Lock _gate = new();
    private bool _hasCause;

    /// <summary>Why there is no answer; null while none is waited for.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What can be done about <see cref="Trouble"/>, a sentence; null where that does not say.</summary>
    public string? Remedy { get; private set; }

    /// <summary>Asks until there is an answer.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="ask">The question.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="UnrecoverableException">An error that asking again does not mend.</exception>
    /// <exception cref="KafkaException">An error that is not known to pass.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var answer = await ask().WaitAsync(cancellation).ConfigureAwait(false);
                lock (_gate) (Trouble, Remedy, _hasCause) = (null, null, false);
                return answer;
            }
            catch (KafkaException e)
            {
                if (ConsumerErrors.React(e.Error.Code) is not (ErrorReaction.Retried or ErrorReaction.Unreachable))
                    throw ConsumerErrors.ToException(e.Error, settings);
                Log(e.Error);
            }
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Says what the trouble is, each kind once a minute. Behind one that names a cause, the failed questions that follow from it say nothing more.</summary>
    /// <param name="error">The error.</param>
    public void Log(Error error)
    {
        var tls = _tls.Of(error.Reason);
        lock (_gate)
        {
            var isCause = ConsumerErrors.NamesCause(error.Code);
            if (_hasCause && !isCause) return;
            _hasCause = isCause;
            Trouble = $"Kafka at {settings.BootstrapServers} does not answer: {tls?.What ?? error.Reason}";
            Remedy = tls?.Remedy ?? ConsumerErrors.LoginRemedy(error.Reason);
            if (_repeated.ShouldLog(error.Code))
                logger.LogWarning("Kafka at {Brokers} does not answer: {Reason} ({Code}); trying again.", settings.BootstrapServers, tls?.ToString() ?? error.Reason, error.Code);
        }
    }
}
