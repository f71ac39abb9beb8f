namespace KongAkka.Parsing;

/// <summary>What became of a record.</summary>
/// <param name="Kind">The kind of fate.</param>
/// <param name="Column">The index of the column that decided it, for <see cref="FateKind.CastFailed"/> and <see cref="FateKind.Unfit"/>.</param>
public readonly record struct RecordFate(FateKind Kind, byte Column = 0)
{
    /// <summary>Whether the record was rejected: it carries something that the user should look at.</summary>
    public bool IsRejected => Kind is FateKind.CastFailed or FateKind.Unfit or FateKind.Refused;

    /// <summary>Whether the record was dropped: the rule does not want it.</summary>
    public bool IsDropped => Kind is FateKind.Tombstone or FateKind.Unreadable or FateKind.Filtered;

    /// <summary>The word by which users know this fate: <c>tombstone</c>, <c>unreadable</c>, <c>filtered</c>, <c>response-time</c>, <c>unfit-request_url</c> and the like.</summary>
    /// <param name="schema">The schema whose column <see cref="Column"/> names.</param>
    /// <exception cref="InvalidOperationException">The record is pending or became a row.</exception>
    public string Reason(RowSchema schema) => Kind switch
    {
        FateKind.Tombstone => "tombstone",
        FateKind.Unreadable => "unreadable",
        FateKind.Filtered => "filtered",
        FateKind.CastFailed => schema.Columns[Column].Name.Replace('_', '-'),
        FateKind.Unfit => "unfit-" + schema.Columns[Column].Name,
        FateKind.Refused => "refused-by-sink",
        _ => throw new InvalidOperationException($"a record that is {Kind} has no reason"),
    };
}
