using KongAkka.Parsing;

namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>Looks at a table: which columns it has, and whether it can take what a rule fills.</summary>
internal interface ITableReader : IDisposable
{
    /// <summary>Looks once.</summary>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    Task<TableReading> ReadAsync(RowSchema schema, CancellationToken cancellation);
}
