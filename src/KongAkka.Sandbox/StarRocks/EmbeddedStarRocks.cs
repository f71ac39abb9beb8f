using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Http;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Queries;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks;

/// <summary>
/// StarRocks in this process, as far as a loader and a dashboard see it: Stream Load at an FE and a BE, labels and their states, and the
/// HTTP SQL API. The rows lie in DuckDB. Both listen on 127.0.0.1.
/// </summary>
public sealed class EmbeddedStarRocks : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly LoopbackServer _backend;
    private readonly FrontendHandler _handler;
    private LoopbackServer? _frontend;

    private EmbeddedStarRocks(Cluster cluster, LoopbackServer backend)
    {
        (_cluster, _backend) = (cluster, backend);
        BackendUrl = new Uri($"http://127.0.0.1:{backend.Port}");
        _handler = new FrontendHandler(cluster, BackendUrl);
    }

    /// <summary>The FE's address: the load URL of a sink and the address of the SQL API.</summary>
    public Uri LoadUrl { get; private set; } = null!;

    /// <summary>The BE's address, to which the FE redirects loads.</summary>
    public Uri BackendUrl { get; }

    /// <summary>The labels of all loads.</summary>
    public LabelRegistry Labels => _cluster.Labels;

    /// <summary>The misbehaviours that wait to be played.</summary>
    public FaultPlan Faults => _cluster.Faults;

    /// <summary>Starts it, with the database <c>quickstart</c> and the article's two tables.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="IOException">The FE's port is taken.</exception>
    public static async Task<EmbeddedStarRocks> StartAsync(EmbeddedStarRocksOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var cluster = new Cluster(options);
        LoopbackServer? backend = null;
        try
        {
            backend = await LoopbackServer.StartAsync(0, new BackendHandler(cluster).HandleAsync);
            var server = new EmbeddedStarRocks(cluster, backend);
            await server.ListenAsync(options.FePort);
            return server;
        }
        catch
        {
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
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public void AlterTable(string database, TableDefinition table) => _cluster.Schema.Alter(database, table);

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

    /// <summary>The FE goes away: its port refuses connections, open ones are closed. The BE, the rows and the labels stay.</summary>
    public async Task StopFrontendAsync()
    {
        var frontend = Interlocked.Exchange(ref _frontend, null);
        if (frontend is not null) await frontend.DisposeAsync();
    }

    /// <summary>The FE comes back on the port it had.</summary>
    /// <exception cref="IOException">Another process has taken the port.</exception>
    public Task StartFrontendAsync() => _frontend is null ? ListenAsync(LoadUrl.Port) : Task.CompletedTask;

    /// <summary>Stops both listeners; committed loads are published first.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopFrontendAsync();
        await _backend.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private async Task ListenAsync(int port)
    {
        _frontend = await LoopbackServer.StartAsync(port, _handler.HandleAsync);
        LoadUrl = new Uri($"http://127.0.0.1:{_frontend.Port}");
    }
}
