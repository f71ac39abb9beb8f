using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Tls;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>Looks after a consumer between two polls: its errors, lost offsets, partitions that are done, outages of the brokers and the ends of partitions.</summary>
/// <param name="settings">What is read.</param>
/// <param name="progress">How far.</param>
/// <param name="logger">Where it is told what happens.</param>
/// <param name="topicId">The topic's id; empty for that of the first answer.</param>
internal sealed class ReaderCare(KafkaSettings settings, ReadProgress progress, ILogger logger, string topicId)
{
    private static readonly TimeSpan EndsEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LifeTimeout = TimeSpan.FromSeconds(1);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly LostPartitions _lost = new(settings, progress, logger);
    private readonly TopicWatch _watch = new(settings, TimeProvider.System, topicId);
    private readonly BrokerOutage _outage = new(TimeProvider.System);
    private readonly RepeatedTrouble _repeated = new(TimeProvider.System);
    private readonly RebuildDelay _rebuild = new(Backoff.Default, TimeProvider.System);
    private readonly TlsDiagnosis _tls = new(settings.Properties, BrokerCertificate.Look, TimeProvider.System);
    private string _lastTrouble = "no broker answers";
    private long _endsRead;
    private long _unread;
    private ReaderFate _fate;

    /// <summary>The end of each partition as the last fetch told it.</summary>
    public IReadOnlyDictionary<int, long> Ends { get; private set; } = new Dictionary<int, long>();

    /// <summary>How many offsets are known to be there and were not read when the ends were looked at last.</summary>
    public long Unread => Interlocked.Read(ref _unread);

    /// <summary>How many offsets were skipped because Kafka no longer had them.</summary>
    public long OffsetsLost => _lost.Skipped;

    /// <summary>Why no broker can be reached; null while one can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether no broker can be reached.</summary>
    public bool IsCutOff => _outage.IsOn;

    /// <summary>How long to wait before a consumer is made anew.</summary>
    public TimeSpan DelayBeforeOpening() => _rebuild.Left();

    /// <summary>Takes note of an error that came in place of a partition's records.</summary>
    /// <param name="fault">The error.</param>
    /// <exception cref="Exception">It ends the graph or the job.</exception>
    public void Note(PartitionFault fault)
    {
        if (ConsumerErrors.React(fault.Error.Code) == ErrorReaction.LostOffset) _lost.Add(fault.Partition);
        else React(fault.Error, isOfPartition: true);
    }

    /// <summary>Takes on a new consumer, which begins to read once it is known which topic it sees.</summary>
    /// <param name="reader">The consumer.</param>
    /// <exception cref="UnrecoverableException">The topic is another one than before.</exception>
    public void Meet(KafkaReader reader)
    {
        // What stood still meets the new one again.
        _lost.Clear();
        _watch.Reset();
        Watch(reader);
    }

    /// <summary>Does what is due for the consumer.</summary>
    /// <param name="reader">The consumer.</param>
    /// <returns>What is to become of it.</returns>
    /// <exception cref="Exception">The graph or the job cannot go on.</exception>
    public ReaderFate Attend(KafkaReader reader)
    {
        while (reader.TryTakeError(out var error)) React(error!, isOfPartition: false);
        if (_fate == ReaderFate.Rebuild)
        {
            _fate = ReaderFate.Keep;
            return ReaderFate.Rebuild;
        }
        if (progress.TakeDone() is { Length: > 0 } done) reader.Unassign(done);
        if (progress.IsDone) return ReaderFate.Keep;
        if (_outage.IsOn)
        {
            if (_outage.ShouldAsk()) AskForLife(reader);
        }
        else
        {
            _lost.Recover(reader);
            Watch(reader);
        }
        if (reader.HasBegun) ReadEnds(reader);
        return ReaderFate.Keep;
    }

    private void React(Error error, bool isOfPartition)
    {
        var reaction = error.IsFatal ? ErrorReaction.Rebuild : ConsumerErrors.React(error.Code);
        switch (reaction)
        {
            case ErrorReaction.Retried:
                NoteRetried(error);
                break;
            case ErrorReaction.Unreachable:
                BeginOutage();
                break;
            case ErrorReaction.Rebuild:
                logger.LogError("The consumer of {Topic} has failed for good and is made anew: {Reason}", settings.Topic, error.Reason);
                _rebuild.Failed();
                _fate = ReaderFate.Rebuild;
                break;
            case ErrorReaction.Fail when !isOfPartition:
                // librdkafka recovers by itself from every error of the client as a whole that is not fatal.
                NoteRetried(error);
                break;
            default:
                throw ConsumerErrors.ToException(error, settings);
        }
    }

    private void NoteRetried(Error error)
    {
        _lastTrouble = _tls.Of(error.Reason)?.ToString() ?? error.Reason;
        if (_outage.IsOn) Trouble = _lastTrouble;
        if (_repeated.ShouldLog(error.Code))
            logger.LogWarning("Kafka at {Brokers}: {Reason} ({Code}); trying again.", settings.BootstrapServers, _lastTrouble, error.Code);
    }

    private void BeginOutage()
    {
        if (!_outage.Begin()) return;
        Trouble = _lastTrouble;
        logger.LogError("No broker of {Topic} can be reached at {Brokers}; going on trying. Last: {Reason}", settings.Topic, settings.BootstrapServers, _lastTrouble);
    }

    // Records do not tell that a broker is back: they may have been fetched before it went.
    private void AskForLife(KafkaReader reader)
    {
        try
        {
            reader.QueryWatermarks(progress.Open.First().Partition, LifeTimeout);
        }
        catch (KafkaException)
        {
            // Still away, which was said when it began.
            return;
        }
        _outage.End(out var lasted);
        Trouble = null;
        _watch.Reset();
        logger.LogInformation("The brokers of {Topic} are back after {Seconds:F0} s.", settings.Topic, lasted.TotalSeconds);
    }

    private void Watch(KafkaReader reader)
    {
        if (!_watch.ShouldAsk()) return;
        try
        {
            _watch.Note(reader.TopicId(LifeTimeout));
        }
        catch (KafkaException e)
        {
            logger.LogDebug("The id of {Topic} is not known at present: {Reason}", settings.Topic, e.Error.Reason);
            var reaction = ConsumerErrors.React(e.Error.Code);
            if (reader.HasBegun || reaction is ErrorReaction.Retried or ErrorReaction.Unreachable) return;
            // A topic that is missing or may not be read: the same comes in place of its records, and a missing one is waited for there.
            if (reaction != ErrorReaction.FailJob) throw;
        }
        if (!reader.HasBegun) reader.Begin(progress.Open);
    }

    private void ReadEnds(KafkaReader reader)
    {
        if (_endsRead != 0 && _time.GetElapsedTime(_endsRead) < EndsEvery) return;
        _endsRead = _time.GetTimestamp();
        var ends = new Dictionary<int, long>(Ends);
        foreach (var (partition, _) in progress.Open)
        {
            if (reader.CachedEnd(partition) is { } end) ends[partition] = end;
        }
        Ends = ends;
        Interlocked.Exchange(ref _unread, progress.Unread(ends));
    }
}
