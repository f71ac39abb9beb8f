using System.Globalization;
using KongAkka.Sandbox.StarRocks.Storage;

namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>Creates, alters and drops tables, and keeps <c>information_schema</c> in step. Thread-safe.</summary>
internal sealed class Schema
{
    private readonly Lock _lock = new();
    private readonly RowStore _store;

    public Schema(RowStore store)
    {
        _store = store;
        using var lease = store.Rent();
        foreach (var statement in InformationSchema.Ddl) lease.Execute(statement);
        foreach (var (database, table) in InformationSchema.Load(lease.Connection)) Catalog.Put(database, table);
        if (!Catalog.HasDatabase(QuickstartDatabase.Name))
        {
            Create(QuickstartDatabase.Name, QuickstartDatabase.AccessLog);
            Create(QuickstartDatabase.Name, QuickstartDatabase.RawEvents);
        }
    }

    public TableCatalog Catalog { get; } = new();

    /// <summary>Creates a table, and its database when absent.</summary>
    /// <exception cref="InvalidOperationException">A table of this name, or one that differs in case only, is there.</exception>
    public void Create(string database, TableDefinition table)
    {
        lock (_lock)
        {
            if (Catalog.TablesOf(database).FirstOrDefault(t => string.Equals(t.Name, table.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
                throw new InvalidOperationException($"Table '{database}.{other.Name}' already exists; the embedded StarRocks needs names that differ by more than case.");
            var columns = string.Join(", ", table.Columns.Select(c => $"{SqlText.Name(c.Name)} {StoredType(c.Type)}"));
            InTransaction(lease =>
            {
                lease.Execute($"CREATE SCHEMA IF NOT EXISTS {SqlText.Name(database)}");
                lease.Execute($"CREATE TABLE {SqlText.Name(database)}.{SqlText.Name(table.Name)} ({columns})");
                foreach (var row in InformationSchema.RowsOf(database, table)) lease.Execute(row);
            });
            Catalog.Put(database, table);
        }
    }

    /// <summary>Drops a table with its rows.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Drop(string database, string table)
    {
        lock (_lock)
        {
            if (!Catalog.Remove(database, table)) return false;
            InTransaction(lease =>
            {
                lease.Execute($"DROP TABLE {SqlText.Name(database)}.{SqlText.Name(table)}");
                foreach (var statement in InformationSchema.Remove(database, table)) lease.Execute(statement);
            });
            return true;
        }
    }

    /// <summary>Gives a table other columns: those of the same name keep their values.</summary>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public void Alter(string database, TableDefinition table)
    {
        lock (_lock)
        {
            if (!Catalog.TryGet(database, table.Name, out var before))
                throw new InvalidOperationException($"There is no table '{database}.{table.Name}' to alter.");
            var name = $"{SqlText.Name(database)}.{SqlText.Name(table.Name)}";
            var values = string.Join(", ", table.Columns.Select(c =>
                $"CAST({(before.IndexOf(c.Name) < 0 ? "NULL" : SqlText.Name(c.Name))} AS {StoredType(c.Type)}) AS {SqlText.Name(c.Name)}"));
            InTransaction(lease =>
            {
                lease.Execute($"CREATE OR REPLACE TABLE {name} AS SELECT {values} FROM {name}");
                foreach (var statement in InformationSchema.Remove(database, table.Name)) lease.Execute(statement);
                foreach (var row in InformationSchema.RowsOf(database, table)) lease.Execute(row);
            });
            Catalog.Put(database, table);
        }
    }

    private void InTransaction(Action<RowStore.Lease> work)
    {
        using var lease = _store.Rent();
        lease.Execute("BEGIN TRANSACTION");
        try
        {
            work(lease);
            lease.Execute("COMMIT");
        }
        catch
        {
            lease.Execute("ROLLBACK");
            throw;
        }
    }

    private static string StoredType(TableColumnType type) => type switch
    {
        TableColumnType.DateTime => "TIMESTAMP",
        TableColumnType.Varchar => "VARCHAR",
        _ => type.ToString().ToUpper(CultureInfo.InvariantCulture) is "INT" ? "INTEGER" : type.ToString(),
    };
}
