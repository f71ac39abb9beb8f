using System.Text.Json;
using Confluent.Kafka;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Producing;

/// <summary>Sends generated records to Kafka at the plan's rate, and remembers what must become of them. One run for one instance.</summary>
internal sealed class TrafficProducer : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly TrafficTarget _target;
    private readonly TrafficGenerator _generator;
    private readonly RetentionGuard _guard;
    private readonly TimeProvider _time;
    private readonly Pace _pace;
    private readonly IProducer<Null, byte[]> _producer;
    private readonly Action<DeliveryReport<Null, byte[]>> _onDelivery;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private Error? _failure;

    /// <summary>Connects to the brokers.</summary>
    /// <param name="target">Where to send.</param>
    /// <param name="plan">What to send.</param>
    /// <param name="time">The clock that paces.</param>
    public TrafficProducer(TrafficTarget target, TrafficPlan plan, TimeProvider time)
    {
        _target = target;
        _time = time;
        _generator = new TrafficGenerator(plan);
        _guard = new RetentionGuard(target.Partitions, target.RetainedBytes);
        _pace = new Pace(plan.Rate, time);
        _onDelivery = report =>
        {
            if (report.Error.IsError) Interlocked.CompareExchange(ref _failure, report.Error, null);
        };
        _producer = new ProducerBuilder<Null, byte[]>(Configure(target))
            .SetStatisticsHandler((_, json) => Measure(json))
            .SetLogHandler((_, _) => { })
            .Build();
    }

    /// <summary>What was sent.</summary>
    public TrafficTally Tally { get; } = new();

    /// <summary>The rows that must be in the table.</summary>
    public ExpectedRows Expected { get; } = new();

    /// <summary>By partition, the offset behind the last record.</summary>
    public ReadOnlySpan<long> Ends => _guard.Ends;

    /// <summary>Whether traffic waits for the job to catch up.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Sends until it is told to stop, then sees to it that all is delivered.</summary>
    /// <param name="positions">Asked every few milliseconds: by partition, the offset below which the job has settled all.</param>
    /// <param name="stop">Stops the traffic.</param>
    /// <exception cref="KafkaException">Kafka refused a record.</exception>
    public async Task RunAsync(Func<IReadOnlyDictionary<int, long>> positions, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                _guard.Update(positions());
                await _sending.WaitAsync(stop);
                SendDue(_pace.Due());
                _sending.Release();
                ThrowIfRefused();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            IsWaiting = false;
        }

        await Task.Run(() => _producer.Flush(CancellationToken.None), CancellationToken.None);
        ThrowIfRefused();
    }

    /// <summary>Sends no more, and waits until all that was sent is delivered; what is due meanwhile is sent afterwards.</summary>
    /// <returns>Lets traffic go on when it is disposed of.</returns>
    public async Task<IDisposable> HoldAsync()
    {
        await _sending.WaitAsync();
        await Task.Run(() => _producer.Flush(CancellationToken.None));
        return new Held(_sending);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _producer.Dispose();
        _sending.Dispose();
    }

    private sealed class Held(SemaphoreSlim sending) : IDisposable
    {
        public void Dispose() => sending.Release();
    }

    private static ProducerConfig Configure(TrafficTarget target) => new()
    {
        BootstrapServers = target.BootstrapServers,
        ClientId = "kongakka-sandbox-traffic",
        EnableIdempotence = true,
        CompressionType = CompressionType.Zstd,
        LingerMs = 20,
        DeliveryReportFields = "none",
        // The embedded Kafka may be away for a while in a test; what was sent stays queued until it is back.
        MessageTimeoutMs = 0,
        QueueBufferingMaxMessages = 1_000_000,
        StatisticsIntervalMs = 250,
    };

    private void SendDue(int due)
    {
        for (var sent = 0; sent < due; sent++)
        {
            IsWaiting = !_guard.TryDeal(out var partition);
            if (IsWaiting) return;
            var record = _generator.Next();
            var value = record.Value.IsNull ? null! : record.Value.Bytes.ToArray();
            _producer.Produce(new TopicPartition(_target.Topic, partition), new Message<Null, byte[]> { Value = value }, _onDelivery);
            Tally.Count(record);
            if (record.Fate == ExpectedFate.Kept) Expected.Remember(record.Sequence, record.Row.Fingerprint());
            _pace.Take(1);
        }
    }

    private void ThrowIfRefused()
    {
        if (Volatile.Read(ref _failure) is { } error) throw new KafkaException(error);
    }

    private void Measure(string statistics)
    {
        using var document = JsonDocument.Parse(statistics);
        var root = document.RootElement;
        _guard.Measure(root.GetProperty("tx_bytes").GetInt64(), root.GetProperty("txmsgs").GetInt64());
    }
}
