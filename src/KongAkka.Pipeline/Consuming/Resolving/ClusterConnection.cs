using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Pipeline.Consuming.Resolving;

/// <summary>The client by which one question after the other is asked. It is made anew when files were replaced that its properties name.</summary>
internal sealed class ClusterConnection : IDisposable
{
    private readonly KafkaSettings _settings;
    private readonly Action<Error>? _trouble;
    private readonly ClientFiles _files;
    private IConsumer<Ignore, Ignore> _consumer;
    private IAdminClient _admin;
    private Task _asked = Task.CompletedTask;

    /// <summary>Makes the client; it connects in the background.</summary>
    /// <param name="settings">Names the brokers and the group.</param>
    /// <param name="trouble">Called with what keeps the client from every broker, on threads of librdkafka's.</param>
    public ClusterConnection(KafkaSettings settings, Action<Error>? trouble)
    {
        _settings = settings;
        _trouble = trouble;
        _files = new ClientFiles(settings.Properties, TimeProvider.System);
        (_consumer, _admin) = Connect();
    }

    /// <summary>That this user may not read the group, which is said once and behind a question that just got no answer; null when it was not.</summary>
    public Error? Refusal { get; private set; }

    /// <summary>Asks something; the next question comes after the answer, or never.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="ask">Asks it.</param>
    public async Task<T> AskAsync<T>(Func<IAdminClient, Task<T>> ask)
    {
        if (_files.WereReplaced()) Renew();
        var question = HeardAsync(ask(_admin));
        _asked = question;
        return await question.ConfigureAwait(false);
    }

    /// <summary>Asks something by a call that blocks until a broker answers: not on a thread of the pool.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="ask">Asks it, of the client or by its native handle.</param>
    public Task<T> AskBlockingAsync<T>(Func<IAdminClient, nint, T> ask) =>
        AskAsync(admin => Task.Factory.StartNew(() => ask(admin, ClientHandle.Of(_consumer)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    /// <summary>Ends the client, once the question is answered that nobody waits for any more: librdkafka still works on it.</summary>
    public void Dispose()
    {
        var (consumer, admin) = (_consumer, _admin);
        _asked.ContinueWith(
            _ =>
            {
                admin.Dispose();
                consumer.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private async Task<T> HeardAsync<T>(Task<T> question)
    {
        try
        {
            return await question.ConfigureAwait(false);
        }
        catch (KafkaException)
        {
            Hear();
            throw;
        }
    }

    // Lets librdkafka say what it keeps for one who takes records: it comes by the log, but for the refusal of the group.
    private void Hear()
    {
        while (true)
        {
            try
            {
                // Nothing is assigned: what comes are errors.
                if (_consumer.Consume(TimeSpan.Zero) is null) return;
            }
            catch (ConsumeException e)
            {
                if (e.Error.Code == ErrorCode.GroupAuthorizationFailed) Refusal = e.Error;
            }
        }
    }

    // A consumer, because a producer's or an admin client's questions would create the topic where brokers are set to do so.
    private (IConsumer<Ignore, Ignore>, IAdminClient) Connect()
    {
        var consumer = NativeConsumer.Build(_settings, builder => builder.SetLogHandler((_, line) => Tell(line)));
        return (consumer, new DependentAdminClientBuilder(consumer.Handle).Build());
    }

    // Whoever waits for an answer because of a certificate gets it once the file is replaced.
    private void Renew()
    {
        try
        {
            var renewed = Connect();
            Dispose();
            (_consumer, _admin) = renewed;
            Refusal = null;
        }
        catch (Exception e) when (e is UnrecoverableException or KafkaException)
        {
            _trouble?.Invoke(new Error(ErrorCode.Local_Ssl, e.Message));
        }
    }

    // Errors are told to one alone who takes records, and nobody does: the log has them too, without their code.
    private void Tell(LogMessage line)
    {
        if (line.Facility is "FAIL" or "ERROR" && ConsumerErrors.CauseIn(line.Message) is { } cause) _trouble?.Invoke(cause);
    }
}
