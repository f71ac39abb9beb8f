using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>The databases and their tables, by exact name: StarRocks tells upper from lower case in both. Thread-safe.</summary>
internal sealed class TableCatalog
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, TableDefinition>> _databases = new(StringComparer.Ordinal);

    /// <summary>The names of the databases.</summary>
    public IEnumerable<string> Databases => _databases.Keys.Order(StringComparer.Ordinal);

    public bool HasDatabase(string database) => _databases.ContainsKey(database);

    public bool TryGet(string database, string table, [NotNullWhen(true)] out TableDefinition? definition)
    {
        definition = null;
        return _databases.TryGetValue(database, out var tables) && tables.TryGetValue(table, out definition);
    }

    /// <summary>Whether a table is there and still the very same.</summary>
    public bool IsCurrent(string database, TableDefinition table) => TryGet(database, table.Name, out var now) && now == table;

    public IEnumerable<TableDefinition> TablesOf(string database) =>
        _databases.TryGetValue(database, out var tables) ? tables.Values.OrderBy(t => t.Name, StringComparer.Ordinal) : [];

    public void Put(string database, TableDefinition definition) =>
        _databases.GetOrAdd(database, _ => new(StringComparer.Ordinal))[definition.Name] = definition;

    public void AddDatabase(string database) => _databases.TryAdd(database, new(StringComparer.Ordinal));

    public bool Remove(string database, string table) =>
        _databases.TryGetValue(database, out var tables) && tables.TryRemove(table, out _);
}
