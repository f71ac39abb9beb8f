using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Loading;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>How a kind of server takes a load whole or not at all and remembers its label.</summary>
internal interface IInserts
{
    /// <summary>Why the load cannot be sent in one piece, as a sentence; null when it can.</summary>
    string? Oversize(LoadBatch batch, long maxPacket);

    /// <summary>Inserts a load under its label.</summary>
    /// <returns>The rows inserted; null when the label tells that they were before.</returns>
    /// <exception cref="MySqlException">They were not, or nobody said so.</exception>
    Task<long?> LoadAsync(MySqlConnection connection, string label, LoadBatch batch, long maxPacket, CancellationToken cancellation);

    /// <summary>Counts the rows that the table refuses of a load that was refused for its rows; null when it cannot be told.</summary>
    Task<long?> CountRefusedAsync(MySqlConnection connection, string label, LoadBatch batch, long maxPacket, CancellationToken cancellation);

    /// <summary>The state of a label, by all that the server still tells.</summary>
    Task<LoadState> FindAsync(MySqlConnection connection, string label, CancellationToken cancellation);

    /// <summary>Asks to abort what is under way under a label.</summary>
    Task CancelAsync(MySqlConnection connection, string label, CancellationToken cancellation);

    /// <summary>How many loads were finished within a time until now that can have pushed a label out; null when nobody tells.</summary>
    Task<long?> CountFinishedAsync(MySqlConnection connection, TimeSpan age, CancellationToken cancellation);
}
