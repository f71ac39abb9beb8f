using LinqToDB.Mapping;

namespace KongAkka.Jobs.Journal.Databases;

/// <summary>A row of the journal as <see cref="JournalPlugin.Rehearse"/> reads it.</summary>
[Table("journal")]
internal sealed class JournalRow
{
    /// <summary>Whose event it is.</summary>
    [Column("persistence_id"), NotNull]
    public required string PersistenceId { get; init; }

    /// <summary>Its number.</summary>
    [Column("sequence_number")]
    public required long SequenceNumber { get; init; }

    /// <summary>Whether it is only a mark.</summary>
    [Column("deleted")]
    public required bool Deleted { get; init; }

    /// <summary>The event.</summary>
    [Column("message"), NotNull]
    public required byte[] Message { get; init; }
}
