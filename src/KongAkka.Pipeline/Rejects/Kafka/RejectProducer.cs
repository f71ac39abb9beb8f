using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Native;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>
/// Writes rejected records to a topic. Passing trouble is retried by the producer. A record that was refused is kept and sent again by the next call, and until it
/// is delivered no flush succeeds, whoever wrote it.
/// </summary>
public sealed class RejectProducer : RejectWriter
{
    private static readonly TimeSpan RoomPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly List<RejectDelivery> _deliveries = [];
    private readonly ClientFiles _files;
    private readonly RejectTopic _topic;
    private readonly string _job;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ProducerTrouble _trouble;
    private IProducer<byte[], byte[]>? _producer;

    /// <summary>Makes a writer; connects with the first reject.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="logger">Where trouble is told.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="UnrecoverableException">A property of the settings cannot be.</exception>
    public RejectProducer(RejectTopic topic, string job, ILogger logger, TimeProvider? time = null)
    {
        Librdkafka.EnsureUsable();
        _topic = topic;
        _job = job;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        _trouble = new ProducerTrouble(topic, logger, _time);
        _files = new ClientFiles(topic.Properties, _time);
        // Wrong ones are told at once, not with the first reject.
        ProducerProperties.For(topic);
    }

    /// <inheritdoc/>
    public override string? Trouble
    {
        get
        {
            lock (_lock)
            {
                ForgetDelivered();
                if (_deliveries.Count == 0) _trouble.Clear();
                return _trouble.Text is not { } trouble ? null : $"Rejects wait for Kafka at {_topic.BootstrapServers}: {trouble}. Check that its brokers can be reached and take records for topic {_topic.Name}.";
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<RejectedRecord> rejected)
    {
        ThrowIfRefused(SendAgain());
        var delivery = new RejectDelivery(rejected);
        IProducer<byte[], byte[]> producer;
        lock (_lock)
        {
            producer = Current();
            _deliveries.Add(delivery);
        }

        ThrowIfRefused(Send(producer, delivery));
    }

    /// <inheritdoc/>
    public override ValueTask FlushAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            ForgetDelivered();
            return _deliveries.Count == 0 ? ValueTask.CompletedTask : new ValueTask(ConfirmAsync(cancellation));
        }
    }

    /// <summary>Ends the producer; what is not confirmed may or may not be delivered.</summary>
    public override void Dispose()
    {
        IProducer<byte[], byte[]>? producer;
        lock (_lock) (producer, _producer) = (_producer, null);
        producer?.Dispose();
        base.Dispose();
    }

    private async Task ConfirmAsync(CancellationToken cancellation)
    {
        await Task.Yield();
        SendAgain();
        Task<Error?>[] all;
        lock (_lock) all = [.. _deliveries.Select(d => d.Ended)];
        var errors = await Task.WhenAll(all).WaitAsync(cancellation).ConfigureAwait(false);
        ThrowIfRefused(errors.FirstOrDefault(e => e is not null));
    }

    /// <summary>Sends what was refused once more.</summary>
    /// <returns>Why it was refused; null when nothing was.</returns>
    private Error? SendAgain()
    {
        RejectDelivery[] again;
        Error? error;
        IProducer<byte[], byte[]> producer;
        lock (_lock)
        {
            ForgetDelivered();
            // One that is delivered at this moment is not among them.
            var refused = _deliveries.Where(d => d.Ended is { IsCompleted: true, Result: not null }).ToArray();
            if (refused.Length == 0) return null;
            error = refused[0].Ended.Result;
            again = [.. refused.Select(d => new RejectDelivery(d.Refused))];
            producer = Current();
            _deliveries.RemoveAll(refused.Contains);
            _deliveries.AddRange(again);
        }

        foreach (var delivery in again) Send(producer, delivery);
        return error;
    }

    private Error? Send(IProducer<byte[], byte[]> producer, RejectDelivery delivery)
    {
        for (var i = 0; i < delivery.Records.Count; i++)
        {
            var index = i;
            try
            {
                Produce(producer, delivery.Records[i], report => delivery.Settle(index, report.Error));
            }
            catch (Exception e)
            {
                // Whatever it was: a flush waits for each record's fate.
                var error = e switch
                {
                    KafkaException kafka => kafka.Error,
                    ObjectDisposedException => new Error(ErrorCode.Local_Destroy),
                    _ => new Error(ErrorCode.Local_Fail, e.Message),
                };
                delivery.GiveUp(index, error);
                return error;
            }
        }

        return null;
    }

    private void Produce(IProducer<byte[], byte[]> producer, in RejectedRecord record, Action<DeliveryReport<byte[], byte[]>> onReport)
    {
        var message = RejectHeaders.ToMessage(record, _job);
        var started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                producer.Produce(_topic.Name, message, onReport);
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull && _time.GetElapsedTime(started) < RoomPatience)
            {
                // The producer's own thread makes room as deliveries are confirmed.
                Thread.Sleep(RoomPoll);
            }
        }
    }

    /// <summary>The producer; a new one when its files were replaced and nothing is under way that would go with the old one.</summary>
    private IProducer<byte[], byte[]> Current()
    {
        if (_producer is not { } old || _deliveries.Exists(d => !d.Ended.IsCompleted) || !_files.WereReplaced()) return _producer ??= Build();
        try
        {
            _producer = Build();
        }
        catch (Exception e) when (e is UnrecoverableException or KafkaException)
        {
            _logger.LogError("Files that rejects.properties name were replaced and cannot be used; what was read of them before stays in use. {Reason}", e.Message);
            return old;
        }

        _logger.LogInformation("Files that rejects.properties name were replaced: rejected records go to {Topic} with a new producer.", _topic);
        // Its end waits for callbacks, which may want the lock.
        _ = Task.Run(old.Dispose);
        return _producer;
    }

    private IProducer<byte[], byte[]> Build()
    {
        var properties = ProducerProperties.For(_topic);
        try
        {
            var producer = new ProducerBuilder<byte[], byte[]>(properties).SetErrorHandler(OnError).SetLogHandler((_, _) => { }).Build();
            _trouble.Clear();
            return producer;
        }
        catch (Exception e) when (BuildFailure.Is(e))
        {
            throw BuildFailure.ToException(e, "rejects", _topic.Properties);
        }
    }

    private void OnError(IProducer<byte[], byte[]> producer, Error error)
    {
        var explained = _trouble.Explain(error);
        lock (_lock)
        {
            // One that was replaced ends in the background.
            if (producer != _producer) return;
            _trouble.Note(explained);
            if (!error.IsFatal) return;
            _producer = null;
            foreach (var delivery in _deliveries) delivery.GiveUp(0, error);
        }

        // Its end waits for the thread that this runs on.
        _ = Task.Run(producer.Dispose);
    }

    private void ForgetDelivered()
    {
        if (_deliveries.RemoveAll(d => d.Ended is { IsCompleted: true, Result: null }) > 0) _trouble.Clear();
    }

    private void ThrowIfRefused(Error? error)
    {
        if (error is not null) throw ProducerErrors.ToException(error, _topic, _trouble.Cause);
    }
}
