using DuckDB.NET.Data;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>A running SELECT with the connection it holds.</summary>
internal sealed class Query : IDisposable
{
    private readonly RowStore.Lease _lease;
    private readonly DuckDBCommand _command;

    private readonly bool _isFilled;

    private Query(RowStore.Lease lease, DuckDBCommand command, DuckDBDataReader reader, bool isFilled) =>
        (_lease, _command, Reader, _isFilled) = (lease, command, reader, isFilled);

    /// <summary>The rows.</summary>
    public DuckDBDataReader Reader { get; }

    /// <summary>Starts a statement of a user.</summary>
    /// <param name="cluster">Where it runs.</param>
    /// <param name="database">The database that names without one belong to, or null.</param>
    /// <param name="sql">The statement in StarRocks' words.</param>
    /// <exception cref="SqlRefusedException">It is no single SELECT, SHOW or DESC, or names what is not there.</exception>
    /// <exception cref="DuckDBException">It fails.</exception>
    public static Query Start(Cluster cluster, string? database, string sql)
    {
        if (database is not null && !cluster.HasDatabase(database))
            throw new SqlRefusedException("set catalog or db failed") { StatusCode = System.Net.HttpStatusCode.Forbidden };
        var statement = SqlDialect.ToDuckDb(sql);
        var shown = new ShowStatement(cluster, database).ToSelect(statement);
        var lease = cluster.Store.Rent();
        try
        {
            lease.Execute($"SET search_path = {SqlText.Literal(SearchPath(database))}");
            var loads = shown is null ? new StatementGate(cluster.Catalog, cluster.LoadRights, database).Check(lease.Connection, statement) : [];
            return loads.Count > 0 ? RunFilled(cluster, lease, loads, statement) : Run(lease, shown ?? statement, isFilled: false);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Reader.Dispose();
        _command.Dispose();
        if (_isFilled) _lease.Execute("ROLLBACK");
        _lease.Dispose();
    }

    // What is filled in is seen by this query alone, and goes with its transaction.
    private static Query RunFilled(Cluster cluster, RowStore.Lease lease, IEnumerable<LoadTable> loads, string statement)
    {
        lease.Execute("BEGIN TRANSACTION");
        try
        {
            foreach (var table in loads) table.Fill(lease.Connection, LoadRights.RowsOf(table, cluster.Labels));
            return Run(lease, statement, isFilled: true);
        }
        catch
        {
            lease.Execute("ROLLBACK");
            throw;
        }
    }

    private static Query Run(RowStore.Lease lease, string statement, bool isFilled)
    {
        var command = lease.Connection.CreateCommand();
        try
        {
            command.CommandText = statement;
            command.UseStreamingMode = true;
            return new Query(lease, command, (DuckDBDataReader)command.ExecuteReader(), isFilled);
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    private static string SearchPath(string? database) => database switch
    {
        null => "main",
        InformationSchema.Name => $"{InformationSchema.StoredName},main",
        _ => $"{SqlText.Name(database)},main",
    };
}
