namespace KongAkka.Parsing.AccessLog;

/// <summary>The rule of the Flink job: access lines of Kong into nine columns.</summary>
internal sealed class AccessLogRule : Rule
{
    /// <summary>The rule's name.</summary>
    public const string RuleName = "access-log";

    // How many records ahead memory is asked for: about as long as it takes to come.
    private const int Ahead = 8;

    private readonly SharedTexts _shared = new();
    private readonly FastWay _fast;
    private readonly GeneralWay _general;
    private int[] _pending = [];

    /// <summary>Makes the rule for one thread.</summary>
    public AccessLogRule()
    {
        _fast = new FastWay(_shared);
        _general = new GeneralWay(_shared);
    }

    /// <inheritdoc/>
    public override string Name => RuleName;

    /// <inheritdoc/>
    public override RowSchema Schema => AccessLogSchema.Schema;

    /// <inheritdoc/>
    public override void Filter(RecordValues records)
    {
        for (var record = 0; record < records.Count; record++)
        {
            records.Prefetch(record + Ahead);
            Filter(records, record);
        }
    }

    /// <inheritdoc/>
    public override void Parse(RecordValues records, RowBatch rows)
    {
        _shared.Clear();
        _fast.Clear();
        foreach (var record in Pending(records))
        {
            if (!records.Headers[record].IsFound && IsDecidedUnseen(records, record)) continue;
            if (_fast.TryParse(records, record, rows)) records.Fates[record] = new RecordFate(FateKind.Kept);
            else _general.Parse(records, record, rows);
        }
    }

    /// <summary>The records still pending, listed without a branch: which of two neighbours is noise cannot be predicted.</summary>
    private ReadOnlySpan<int> Pending(RecordValues records)
    {
        var fates = records.Fates;
        if (_pending.Length < fates.Length) _pending = new int[Math.Max(fates.Length, _pending.Length * 2)];
        var count = 0;
        for (var record = 0; record < fates.Length; record++)
        {
            _pending[count] = record;
            count += fates[record].Kind == FateKind.Pending ? 1 : 0;
        }

        return _pending.AsSpan(0, count);
    }

    /// <summary>Looks at a record that the filter found nothing of, or never looked at.</summary>
    private static bool IsDecidedUnseen(RecordValues records, int record)
    {
        Filter(records, record);
        return records.Fates[record].Kind != FateKind.Pending;
    }

    private static void Filter(RecordValues records, int record)
    {
        if (records.IsTombstone(record))
        {
            records.Fates[record] = new RecordFate(FateKind.Tombstone);
            return;
        }

        if (HeaderReader.IsUnkeepable(records.Padded(record), out records.Headers[record])) records.Fates[record] = new RecordFate(FateKind.Filtered);
    }
}
