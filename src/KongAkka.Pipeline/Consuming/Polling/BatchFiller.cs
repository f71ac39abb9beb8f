using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>
/// Fills batches from a consumer's queue: until one is full, until its first record has waited long enough, or until a partition has an error.
/// </summary>
/// <param name="progress">Decides what is delivered, and learns of it.</param>
internal sealed unsafe class BatchFiller(ReadProgress progress)
{
    /// <summary>The most records in a batch.</summary>
    public const int MaxRecords = 4096;

    /// <summary>The bytes of values from which a batch is full; one record may exceed them.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int NoTimestamp = -1;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private readonly MessageBuffer _messages = new(MaxRecords);

    /// <summary>Fills a batch; returns after 100 ms at the latest when nothing comes.</summary>
    /// <param name="queue">The consumer's queue.</param>
    /// <param name="batch">An empty batch.</param>
    /// <param name="fault">The error that ended it early, if any.</param>
    public void Fill(nint queue, ConsumedBatch batch, out PartitionFault? fault)
    {
        fault = null;
        var first = 0L;
        do
        {
            if (_messages.IsEmpty && !(batch.Values.Count == 0 ? ReceiveFirst(queue) : ReceiveMore(queue, batch, first))) break;
            Take(batch, out fault);
            if (first == 0) first = Stopwatch.GetTimestamp();
        }
        while (batch.Values.Count > 0 && !IsFull(batch) && fault is null);
        progress.TellTo(batch.Positions);
    }

    /// <summary>Forgets what was taken from a queue and not yet delivered.</summary>
    public void Clear() => _messages.Clear();

    private static bool IsFull(ConsumedBatch batch) => batch.Values.Count >= MaxRecords || batch.Values.ByteCount >= MaxBytes;

    // librdkafka waits until it has all that was asked for: all only of what is there, and one of what is to come.
    private bool ReceiveFirst(nint queue) => _messages.Receive(queue, 0) || _messages.Receive(queue, (int)Idle.TotalMilliseconds, 1);

    private bool ReceiveMore(nint queue, ConsumedBatch batch, long first)
    {
        var left = Linger - Stopwatch.GetElapsedTime(first);
        return left > TimeSpan.Zero && _messages.Receive(queue, (int)Math.Ceiling(left.TotalMilliseconds), MaxRecords - batch.Values.Count);
    }

    private void Take(ConsumedBatch batch, out PartitionFault? fault)
    {
        fault = null;
        while (!_messages.IsEmpty && !IsFull(batch) && fault is null)
        {
            var message = _messages.Current;
            if (message->Error == 0) Deliver(message, batch);
            else if ((ErrorCode)message->Error == ErrorCode.Local_PartitionEOF) progress[message->Partition].MeetEnd(message->Offset);
            else fault = Fault(message);
            _messages.Drop();
        }
    }

    private void Deliver(NativeMessage* message, ConsumedBatch batch)
    {
        if (!progress[message->Partition].Deliver(message->Offset)) return;
        int type;
        var timestamp = NativeMethods.Timestamp(message, &type);
        var value = new ReadOnlySpan<byte>(message->Payload, checked((int)message->Length));
        batch.Add(message->Partition, message->Offset, type == 0 ? NoTimestamp : timestamp, value, message->Payload is null);
    }

    private static PartitionFault Fault(NativeMessage* message)
    {
        var code = (ErrorCode)message->Error;
        var text = message->Payload is null ? "" : Encoding.UTF8.GetString(message->Payload, (int)message->Length);
        return new PartitionFault(message->Partition, new Error(code, text, code == ErrorCode.Local_Fatal));
    }
}
