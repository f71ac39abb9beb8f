using System.Globalization;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Storage;

namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>Creates, alters and drops tables, and keeps <c>information_schema</c> in step. Thread-safe.</summary>
internal sealed class Schema : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ReaderWriterLockSlim _tables = new();
    private readonly RowStore _store;
    private readonly LabelRegistry _labels;

    public Schema(RowStore store, LabelRegistry labels)
    {
        (_store, _labels) = (store, labels);
        using var lease = store.Rent();
        foreach (var statement in InformationSchema.Ddl.Concat(LoadTable.Loads.Ddl).Concat(LoadTable.History.Ddl)) lease.Execute(statement);
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

    /// <summary>Keeps tables as they are until it is disposed, on the same thread.</summary>
    public IDisposable HoldStill()
    {
        _tables.EnterReadLock();
        return new Held(_tables.ExitReadLock);
    }

    /// <summary>Drops a table with its rows.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="InvalidOperationException">A committed load of it is not published.</exception>
    public bool Drop(string database, string table)
    {
        lock (_lock)
        {
            using var _ = Change(database, table);
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
    /// <exception cref="InvalidOperationException">There is no such table, or a committed load of it is not published.</exception>
    public void Alter(string database, TableDefinition table)
    {
        lock (_lock)
        {
            using var _ = Change(database, table.Name);
            if (!Catalog.TryGet(database, table.Name, out var before))
                throw NotThere(database, table.Name);
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

    /// <summary>Changes the columns of a table.</summary>
    /// <exception cref="InvalidOperationException">There is no such table, or a committed load of it is not published.</exception>
    public void Alter(string database, string table, Func<TableDefinition, TableDefinition> change)
    {
        lock (_lock)
        {
            if (!Catalog.TryGet(database, table, out var before)) throw NotThere(database, table);
            Alter(database, change(before));
        }
    }

    public void Dispose() => _tables.Dispose();

    private Held Change(string database, string table)
    {
        _tables.EnterWriteLock();
        if (!_labels.HasCommitted(database, table)) return new Held(_tables.ExitWriteLock);
        _tables.ExitWriteLock();
        throw new InvalidOperationException($"A load of '{database}.{table}' is committed and not published; release it before you change the table.");
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

    private static InvalidOperationException NotThere(string database, string table) => new($"There is no table '{database}.{table}' to alter.");

    private static string StoredType(TableColumnType type) => type switch
    {
        TableColumnType.DateTime => "TIMESTAMP",
        TableColumnType.Varchar => "VARCHAR",
        _ => type.ToString().ToUpper(CultureInfo.InvariantCulture) is "INT" ? "INTEGER" : type.ToString(),
    };

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
