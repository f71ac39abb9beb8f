namespace KongAkka.Parsing.AccessLog;

/// <summary>The rule of the Flink job: access lines of Kong into nine columns.</summary>
internal sealed class AccessLogRule : Rule
{
    /// <summary>The rule's name.</summary>
    public const string RuleName = "access-log";

    private readonly SharedTexts _shared = new();
    private readonly FastWay _fast;
    private readonly GeneralWay _general;

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
        var fates = records.Fates;
        for (var record = 0; record < fates.Length; record++)
        {
            if (records.IsTombstone(record)) fates[record] = new RecordFate(FateKind.Tombstone);
            else if (EarlyFilter.IsUnkeepable(records.Padded(record, out var length), length)) fates[record] = new RecordFate(FateKind.Filtered);
        }
    }

    /// <inheritdoc/>
    public override void Parse(RecordValues records, RowBatch rows)
    {
        _shared.Clear();
        _fast.Clear();
        var fates = records.Fates;
        for (var record = 0; record < fates.Length; record++)
        {
            if (fates[record].Kind != FateKind.Pending) continue;
            if (records.IsTombstone(record)) fates[record] = new RecordFate(FateKind.Tombstone);
            else if (!_fast.TryParse(records, record, rows)) _general.Parse(records, record, rows);
        }
    }
}
