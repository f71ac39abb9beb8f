using KongAkka.Parsing;

namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>Looks at a table: which columns it has, and whether it can take what a rule fills.</summary>
internal interface ITableReader : IDisposable
{
    /// <summary>Looks once.</summary>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    Task<TableReading> ReadAsync(RowSchema schema, CancellationToken cancellation);

    /// <summary>Looks at what lies around the table and matters before a start, as servers and clocks do; nothing by default.</summary>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    Task<IReadOnlyList<TableFinding>> LookAroundAsync(RowSchema schema, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<TableFinding>>([]);
}
