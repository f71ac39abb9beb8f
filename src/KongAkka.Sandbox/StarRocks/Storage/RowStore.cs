using System.Collections.Concurrent;
using DuckDB.NET.Data;

namespace KongAkka.Sandbox.StarRocks.Storage;

/// <summary>
/// The DuckDB that keeps the rows, in memory or in a file. Its connections are pooled, it cannot reach the file system beyond its own
/// file, and its settings are locked, since anyone on loopback may send it a SELECT. Thread-safe.
/// </summary>
internal sealed class RowStore : IDisposable
{
    private readonly DuckDBConnection _root;
    private readonly ConcurrentBag<DuckDBConnection> _idle = [];
    private readonly bool _inMemory;

    private RowStore(DuckDBConnection root, bool inMemory) => (_root, _inMemory) = (root, inMemory);

    /// <summary>Opens the store.</summary>
    /// <param name="directory">Where its file lies, made when absent; null keeps all in memory.</param>
    public static RowStore Open(string? directory)
    {
        if (directory is not null) Directory.CreateDirectory(directory);
        var source = directory is null ? ":memory:" : Path.Combine(directory, "starrocks.duckdb");
        var root = new DuckDBConnection($"DataSource={source}");
        try
        {
            root.Open();
            var store = new RowStore(root, directory is null);
            Execute(root, "SET TimeZone = 'UTC'");
            Execute(root, "SET preserve_insertion_order = true");
            SqlFunctions.Install(root);
            Execute(root, "SET enable_external_access = false");
            Execute(root, "SET lock_configuration = true");
            return store;
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement of our own.</summary>
    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Lends a connection; dispose the lease to give it back.</summary>
    public Lease Rent()
    {
        if (_idle.TryTake(out var idle)) return new Lease(this, idle);
        var connection = _inMemory ? _root.Duplicate() : new DuckDBConnection(_root.ConnectionString);
        if (connection.State != System.Data.ConnectionState.Open) connection.Open();
        return new Lease(this, connection);
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var connection)) connection.Dispose();
        _root.Dispose();
    }

    /// <summary>A connection for the time of one piece of work.</summary>
    internal sealed class Lease(RowStore store, DuckDBConnection connection) : IDisposable
    {
        public DuckDBConnection Connection => connection;

        public void Execute(string sql) => RowStore.Execute(connection, sql);

        public void Dispose() => store._idle.Add(connection);
    }
}
