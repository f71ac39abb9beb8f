namespace KongAkka.Parsing;

/// <summary>
/// A rule turns record values into rows: a schema, an early way out on raw bytes and one call per batch. An instance keeps scratch space and serves one thread.
/// </summary>
public abstract class Rule
{
    /// <summary>The name by which the configuration knows the rule.</summary>
    public abstract string Name { get; }

    /// <summary>The columns that the rule fills.</summary>
    public abstract RowSchema Schema { get; }

    /// <summary>
    /// Decides what can be decided cheaply on raw bytes: marks tombstones and records that <see cref="Parse"/> could not keep, and leaves all others pending.
    /// </summary>
    /// <param name="records">The batch; only its fates change.</param>
    public abstract void Filter(RecordValues records);

    /// <summary>Decides every record that is still pending; each one kept becomes a row. Gives the same answer whether or not <see cref="Filter"/> ran.</summary>
    /// <param name="records">The batch; only its fates change.</param>
    /// <param name="rows">Where rows are appended; of this rule's schema.</param>
    public abstract void Parse(RecordValues records, RowBatch rows);
}
