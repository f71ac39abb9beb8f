using System.Net;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Http;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Mysql;
using KongAkka.Sandbox.StarRocks.Queries;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks;

/// <summary>
/// StarRocks in this process, as far as a loader and a dashboard see it: Stream Load at an FE and a BE, labels and their states, the
/// HTTP SQL API, and the MySQL protocol with INSERT. The rows lie in DuckDB. Both listen on 127.0.0.1.
/// </summary>
public sealed class EmbeddedStarRocks : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly LoopbackServer _backend;
    private readonly FrontendListener _frontend;

    private EmbeddedStarRocks(Cluster cluster, LoopbackServer backend, FrontendListener frontend)
    {
        (_cluster, _backend, _frontend) = (cluster, backend, frontend);
        (LoadUrl, BackendUrl) = (new Uri($"http://127.0.0.1:{frontend.Port}"), new Uri($"http://127.0.0.1:{backend.Port}"));
        QueryEndPoint = new IPEndPoint(IPAddress.Loopback, frontend.QueryPort);
    }

    /// <summary>The FE's address: the load URL of a sink and the address of the SQL API.</summary>
    public Uri LoadUrl { get; }

    /// <summary>The FE's address for the MySQL protocol.</summary>
    public IPEndPoint QueryEndPoint { get; }

    /// <summary>The BE's address, to which the FE redirects loads.</summary>
    public Uri BackendUrl { get; }

    /// <summary>The labels of all loads.</summary>
    public LabelRegistry Labels => _cluster.Labels;

    /// <summary>The misbehaviours that wait to be played.</summary>
    public FaultPlan Faults => _cluster.Faults;

    /// <summary>Whether the user may read <c>information_schema.loads</c>.</summary>
    public bool MayReadLoads
    {
        get => _cluster.LoadRights.Loads;
        set => _cluster.LoadRights.Loads = value;
    }

    /// <summary>Whether the user may read <c>_statistics_.loads_history</c>.</summary>
    public bool MayReadLoadsHistory
    {
        get => _cluster.LoadRights.History;
        set => _cluster.LoadRights.History = value;
    }

    /// <summary>Whether the user may insert into tables.</summary>
    public bool MayInsert
    {
        get => _cluster.LoadRights.Insert;
        set => _cluster.LoadRights.Insert = value;
    }

    /// <summary>Starts it, with the database <c>quickstart</c> and the article's two tables.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="IOException">A port of the FE is taken.</exception>
    public static async Task<EmbeddedStarRocks> StartAsync(EmbeddedStarRocksOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var cluster = new Cluster(options);
        var frontend = new FrontendListener();
        var faults = new FaultHandler(cluster, frontend);
        LoopbackServer? backend = null;
        try
        {
            backend = await LoopbackServer.StartAsync(0, new BackendHandler(cluster, faults).HandleAsync);
            cluster.BackendPort = backend.Port;
            var handler = new FrontendHandler(cluster, new Uri($"http://127.0.0.1:{backend.Port}"), faults);
            var mysql = new MysqlHandler(cluster, backend.Port);
            await frontend.OpenAsync((options.FePort, options.QueryPort), handler.HandleAsync, mysql.HandleAsync);
            return new EmbeddedStarRocks(cluster, backend, frontend);
        }
        catch
        {
            await frontend.DisposeAsync();
            if (backend is not null) await backend.DisposeAsync();
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it with the defaults: free ports, in memory.</summary>
    public static Task<EmbeddedStarRocks> StartAsync() => StartAsync(new EmbeddedStarRocksOptions());

    /// <summary>Creates a table, and its database when absent.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="InvalidOperationException">A table of this name, or one that differs in case only, is there.</exception>
    public void CreateTable(string database, TableDefinition table) => _cluster.Schema.Create(database, table);

    /// <summary>Gives a table other columns; those of the same name keep their values.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table as it shall be.</param>
    /// <exception cref="InvalidOperationException">There is no such table, or a committed load of it is not published.</exception>
    public void AlterTable(string database, TableDefinition table) => _cluster.Schema.Alter(database, table);

    /// <summary>Changes the columns of a table. A load that runs meanwhile fails at its commit.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="change">Makes of it what it shall be: <c>t => t.With(TableColumn.Varchar("stream", 5))</c>, <c>t => t.Without("stream")</c>.</param>
    /// <exception cref="InvalidOperationException">There is no such table, or a committed load of it is not published.</exception>
    public void AlterTable(string database, string table, Func<TableDefinition, TableDefinition> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _cluster.Schema.Alter(database, table, change);
    }

    /// <summary>Drops a table with its rows.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <returns>Whether it was there.</returns>
    public bool DropTable(string database, string table) => _cluster.Schema.Drop(database, table);

    /// <summary>The rows of a SELECT, SHOW or DESC, without HTTP.</summary>
    /// <param name="sql">The statement in StarRocks' words.</param>
    /// <param name="database">The database that names without one belong to.</param>
    /// <returns>The rows; NULL is null, a DATETIME is a <see cref="DateTime"/>.</returns>
    public Task<IReadOnlyList<object?[]>> QueryAsync(string sql, string database = QuickstartDatabase.Name) => Task.Run<IReadOnlyList<object?[]>>(() =>
    {
        using var query = Query.Start(_cluster, database, sql);
        var rows = new List<object?[]>();
        while (query.Reader.Read())
        {
            var row = new object?[query.Reader.FieldCount];
            for (var column = 0; column < row.Length; column++) row[column] = query.Reader.IsDBNull(column) ? null : query.Reader.GetValue(column);
            rows.Add(row);
        }

        return rows;
    });

    /// <summary>The FE goes away: its ports refuse connections, open ones are closed. The BE, the rows and the labels stay.</summary>
    public Task StopFrontendAsync() => _frontend.StopAsync();

    /// <summary>The FE comes back on the ports it had.</summary>
    /// <exception cref="IOException">Another process has taken a port.</exception>
    public Task StartFrontendAsync() => _frontend.StartAsync();

    /// <summary>Stops all listeners; committed loads are published first.</summary>
    public async ValueTask DisposeAsync()
    {
        await _frontend.DisposeAsync();
        await _backend.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
