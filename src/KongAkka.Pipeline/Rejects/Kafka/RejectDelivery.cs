using Confluent.Kafka;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>Rejected records on their way to Kafka together. It has ended when each of them was delivered or refused. Thread-safe.</summary>
/// <param name="records">The records.</param>
internal sealed class RejectDelivery(IReadOnlyList<RejectedRecord> records)
{
    private readonly Lock _lock = new();
    private readonly bool[] _isSettled = new bool[records.Count];
    private readonly List<RejectedRecord> _refused = [];
    private readonly TaskCompletionSource<Error?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Error? _error;
    private int _underWay = records.Count;

    /// <summary>The records.</summary>
    public IReadOnlyList<RejectedRecord> Records => records;

    /// <summary>Those that were refused; complete when it has ended.</summary>
    public IReadOnlyList<RejectedRecord> Refused => _refused;

    /// <summary>Ends with the first error, null when all were delivered.</summary>
    public Task<Error?> Ended => _ended.Task;

    /// <summary>Notes what became of a record; the first word counts.</summary>
    /// <param name="index">Which of the records.</param>
    /// <param name="error">Why it was refused; no error when it was delivered.</param>
    public void Settle(int index, Error error)
    {
        lock (_lock)
        {
            if (_isSettled[index]) return;
            _isSettled[index] = true;
            if (error.IsError)
            {
                _refused.Add(records[index]);
                _error ??= error;
            }

            if (--_underWay == 0) _ended.SetResult(_error);
        }
    }

    /// <summary>Notes that nothing more will be heard of the records whose fate is not known.</summary>
    /// <param name="first">The first of those; the ones before it are left to their reports.</param>
    /// <param name="error">Why.</param>
    public void GiveUp(int first, Error error)
    {
        for (var i = first; i < records.Count; i++) Settle(i, error);
    }
}
