using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>
/// The thread of one source. While a batch is free it fills it from Kafka and hands it over; while none is, it does not poll. Everything that is done to the
/// consumer happens on this thread, but that it is closed.
/// </summary>
internal sealed class PollLoop
{
    /// <summary>How many batches may be under way at once.</summary>
    public const int Batches = 4;

    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(100);
    private readonly KafkaSettings _settings;
    private readonly ILogger _logger;
    private readonly Func<KafkaReader> _connect;
    private readonly ClientFiles _files;
    private readonly ReadProgress _progress;
    private readonly BatchPool _pool;
    private readonly BatchFiller _filler;
    private readonly ReaderCare _care;
    private readonly ClosingReaders _closing;
    private readonly PendingCommit _commit = new();
    private readonly Wakeup _wakeup = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KafkaReader? _reader;
    private ConsumedBatch? _batch;
    private long _lastBatch = Stopwatch.GetTimestamp();
    private volatile bool _isWaitingForDemand;
    private volatile bool _stopping;
    private volatile bool _paused;
    private volatile bool _isHeld;

    /// <summary>Prepares the thread.</summary>
    /// <param name="settings">What to read.</param>
    /// <param name="bounds">From where to where.</param>
    /// <param name="logger">Where it is told what happens.</param>
    /// <param name="connect">Makes a consumer.</param>
    /// <param name="topicId">The topic's id; empty for that of the first answer.</param>
    public PollLoop(
        KafkaSettings settings, IReadOnlyList<PartitionBounds> bounds, ILogger logger, Func<KafkaReader> connect, string topicId = "")
    {
        _connect = connect;
        _settings = settings;
        _logger = logger;
        _files = new ClientFiles(settings.Properties, TimeProvider.System);
        _progress = new ReadProgress(bounds);
        _pool = new BatchPool(Batches, _wakeup.Signal);
        _filler = new BatchFiller(_progress);
        _care = new ReaderCare(settings, _progress, logger, topicId);
        _closing = new ClosingReaders(settings.Topic, logger);
    }

    /// <summary>What became of the consumer so far.</summary>
    public ReaderCare Care => _care;

    /// <summary>How many batches are under way.</summary>
    public int BatchesOut => _pool.Out;

    /// <summary>The time since a batch was handed over; before the first, since the start.</summary>
    public TimeSpan SinceLastBatch => Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastBatch));

    /// <summary>Whether nothing is read because no batch is free.</summary>
    public bool IsWaitingForDemand => _isWaitingForDemand;

    /// <summary>Whether nothing is polled for the time being: a poll that was under way when it was paused has ended.</summary>
    public bool IsPaused => _paused && _isHeld;

    /// <summary>Polls nothing for the time being, or goes on.</summary>
    /// <param name="isPaused">Whether to poll nothing.</param>
    public void Pause(bool isPaused)
    {
        _isHeld = false;
        _paused = isPaused;
        _wakeup.Signal();
    }

    /// <summary>Completes when the thread has ended and its consumers are closed, or left behind where they do not close.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Starts the thread.</summary>
    /// <param name="handOver">Takes each batch.</param>
    /// <param name="ended">Called after the last batch, with what failed if anything did.</param>
    public void Start(Action<ConsumedBatch> handOver, Action<Exception?> ended) =>
        new Thread(() => Run(handOver, ended)) { Name = $"kafka {_settings.Topic}", IsBackground = true }.Start();

    /// <summary>Ends the thread after the batch that it fills.</summary>
    public void Stop()
    {
        _stopping = true;
        _wakeup.Signal();
    }

    /// <summary>Commits offsets soon.</summary>
    /// <param name="positions">The next offsets.</param>
    public void Commit(IEnumerable<PartitionPosition> positions)
    {
        _commit.Add(positions);
        _wakeup.Signal();
    }

    private void Run(Action<ConsumedBatch> handOver, Action<Exception?> ended)
    {
        Exception? failure = null;
        try
        {
            while (!_stopping && !_progress.IsDone) Turn(handOver);
        }
        catch (KafkaException e)
        {
            failure = ConsumerErrors.ToException(e.Error, _settings);
        }
#pragma warning disable CA1031 // The edge of the thread: whatever it was fails the stage.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
        }
        ended(failure);
        Close();
    }

    private void Turn(Action<ConsumedBatch> handOver)
    {
        var isHeld = _paused;
        _isHeld = isHeld;
        if (_reader is null && !Open()) return;
        _batch ??= _pool.TryTake();
        _isWaitingForDemand = _batch is null || isHeld;
        if (_batch is null || isHeld) _wakeup.Wait(Nap);
        else Fill(_batch, handOver);
        if (_care.Attend(_reader!) == ReaderFate.Rebuild) ReplaceReader(null);
        else Commit();
        if (_files.WereReplaced()) Renew();
    }

    private bool Open()
    {
        var delay = _care.DelayBeforeOpening();
        if (delay > TimeSpan.Zero)
        {
            _wakeup.Wait(delay);
            return false;
        }
        _reader = _connect();
        _care.Meet(_reader);
        return true;
    }

    // The old consumer reads on until one can be made of the new files: they may be replaced one after the other, or be the wrong ones.
    private void Renew()
    {
        KafkaReader renewed;
        try
        {
            renewed = _connect();
        }
        catch (Exception e) when (e is UnrecoverableException or KafkaException)
        {
            _logger.LogError("Files that the source's properties name were replaced and cannot be used; what was read of them before stays in use. {Reason}", e.Message);
            return;
        }
        ReplaceReader(renewed);
        _logger.LogInformation("Files that the source's properties name were replaced: {Topic} is read with a new consumer.", _settings.Topic);
        _care.Meet(renewed);
    }

    private void Fill(ConsumedBatch batch, Action<ConsumedBatch> handOver)
    {
        _filler.Fill(_reader!.Queue, batch, out var fault);
        if (batch.Values.Count > 0 || batch.Positions.Count > 0)
        {
            _batch = null;
            handOver(batch);
            Interlocked.Exchange(ref _lastBatch, Stopwatch.GetTimestamp());
        }
        if (fault is not null) _care.Note(fault);
    }

    // A commit that cannot be sent would hold up the closing of the consumer.
    private void Commit()
    {
        if (!_care.IsCutOff) _reader?.Commit(_commit);
    }

    // Its commits are the next one's to send: the old one may have no way to the brokers any more.
    private void ReplaceReader(KafkaReader? next)
    {
        _commit.Again();
        CloseReader(waitsForCommits: false);
        _reader = next;
    }

    private void CloseReader(bool waitsForCommits)
    {
        _filler.Clear();
        if (_reader is { } reader) _closing.Add(() => reader.Close(waitsForCommits));
        _reader = null;
    }

    private void Close()
    {
        try
        {
            Commit();
        }
#pragma warning disable CA1031 // The edge of the thread: the stage has ended, nobody else can be told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _logger.LogError(e, "The last commit of {Topic} failed.", _settings.Topic);
        }

        CloseReader(waitsForCommits: !_care.IsCutOff);
        _closing.Done.ContinueWith(_ => _stopped.SetResult(), TaskScheduler.Default);
    }
}
